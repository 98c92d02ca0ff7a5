import { describe, expect, it } from "vitest";
import type { User } from "~/api/types/vpn";
import { countsOf, fits, matches, parseSort, sortText, usedShare } from "./filter";

function user(name: string, fields: Partial<User> = {}): User {
  return {
    id: `id-${name}`,
    name,
    generation: 1,
    createdAt: "",
    revision: 1,
    number: 1,
    enabled: true,
    dataLimitBytes: 0,
    usedBytes: 0,
    routes: [],
    online: 0,
    status: { state: "active", since: "" },
    ...fields,
  };
}

describe("searching users", () => {
  it("wants every word, in name, note or id", () => {
    const anna = user("anna.berg", { note: "Paid by invoice" });
    expect([matches(anna, "anna"), matches(anna, "ANNA invoice"), matches(anna, "anna x")]).toEqual(
      [true, true, false],
    );
    expect(matches(anna, "")).toBe(true);
    expect(matches(anna, "id-anna")).toBe(true);
  });

  it("counts by state and who is online", () => {
    const users = [
      user("a", { online: 2 }),
      user("b", { status: { state: "limited", since: "" } }),
      user("c"),
    ];
    expect(countsOf(users)).toEqual({
      all: 3,
      online: 1,
      active: 2,
      limited: 1,
      expired: 0,
      disabled: 0,
    });
    expect(users.filter((u) => fits(u, "online")).map((u) => u.name)).toEqual(["a"]);
  });
});

it("the order goes into the address line and comes back", () => {
  expect(parseSort("usedBytes.desc")).toEqual({ id: "usedBytes", desc: true });
  expect(sortText({ id: "usedBytes", desc: true })).toBe("usedBytes.desc");
  expect(sortText(parseSort("drop table"))).toBeNull();
});

it("without a limit there is no share of it", () => {
  expect(usedShare(user("a", { usedBytes: 5 }))).toBeNull();
  expect(usedShare(user("a", { usedBytes: 5, dataLimitBytes: 10 }))).toBe(0.5);
});
