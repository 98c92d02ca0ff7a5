import { describe, expect, it } from "vitest";
import { ApiProblem, unreachable } from "~/api/problem";
import { node } from "~/test/fixtures";
import { bannerOf, otherMasters } from "./banner";

const live = { phase: "live", staleSeconds: undefined } as const;
const lost = { phase: "lost", since: 1000, nextAt: 2000, problem: unreachable() } as const;

describe("the banner", () => {
  it("keeps quiet while all is well and for the blink of an eye", () => {
    expect(bannerOf(live, undefined, 0)).toBeNull();
    expect(bannerOf({ phase: "connecting" }, undefined, 0)).toBeNull();
    expect(bannerOf(lost, undefined, 3000)).toBeNull();
  });

  it("says since when the connection is lost", () => {
    expect(bannerOf(lost, undefined, 9000)).toEqual({ kind: "lost", since: 1000 });
  });

  it("puts a lost quorum first", () => {
    expect(bannerOf(lost, 30, 9000)).toEqual({ kind: "quorum", seconds: 30 });
    const refused = { ...lost, problem: new ApiProblem(503, "unavailable", "") };
    expect(bannerOf(refused, undefined, 6000)).toEqual({ kind: "quorum", seconds: 5 });
  });
});

it("names the other masters' consoles", () => {
  const master = { roles: ["master" as const] };
  const nodes = [
    node("here", { ...master, publicAddress: "192.0.2.1" }),
    node("v6", { ...master, publicAddress: "2001:db8::1" }),
    node("down", { ...master, status: { state: "Lost", since: "" } }),
    node("worker"),
  ];
  expect(otherMasters(nodes, "192.0.2.1:8443")).toEqual([
    { name: "v6", url: "https://[2001:db8::1]:8443/" },
  ]);
});
