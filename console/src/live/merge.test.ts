import { describe, expect, it } from "vitest";
import { type Change, EMPTY, merge } from "./merge";

type Item = { id: string; text: string };

const put = (id: string, revision: number, text = `${id}@${revision}`): Change<Item> => ({
  kind: "put",
  id,
  value: { id, text },
  revision,
});

const texts = (changes: Change<Item>[]) =>
  [...merge<Item>(EMPTY, changes).items.values()].map((e) => e.value.text);

describe("a live list", () => {
  it("takes what is newer and leaves what is older", () => {
    expect(texts([put("a", 5), put("a", 4)])).toEqual(["a@5"]);
    expect(texts([put("a", 4), put("a", 5)])).toEqual(["a@5"]);
  });

  it("takes an event of the revision that it has: it says the same or more", () => {
    expect(texts([put("a", 5, "answer"), put("a", 5, "event")])).toEqual(["event"]);
  });

  it("does not bring back what went, by a late answer of a write", () => {
    expect(texts([put("a", 3), { kind: "delete", id: "a", revision: 6 }, put("a", 5)])).toEqual([]);
    expect(texts([{ kind: "delete", id: "a", revision: 6 }, put("a", 7)])).toEqual(["a@7"]);
  });

  it("ignores a removal older than what it has", () => {
    expect(texts([put("a", 9), { kind: "delete", id: "a", revision: 8 }])).toEqual(["a@9"]);
  });

  it("drops at the end of a whole picture what the picture did not name", () => {
    const before = merge<Item>(EMPTY, [put("a", 1), put("b", 2)]);
    const after = merge(before, [{ kind: "begin" }, put("b", 2), { kind: "synced" }]);
    expect([...after.items.keys()]).toEqual(["b"]);
    expect(after.synced).toBe(true);
  });

  it("believes a whole picture, whose items carry the revision of their last wanted change", () => {
    const before = merge<Item>(EMPTY, [put("a", 9, "seen by an event")]);
    const after = merge(before, [{ kind: "begin" }, put("a", 4, "newer"), { kind: "synced" }]);
    expect(after.items.get("a")?.value.text).toBe("newer");
  });

  it("keeps a resumed stream's list when it syncs without a new picture", () => {
    const before = merge<Item>(EMPTY, [{ kind: "begin" }, put("a", 1), { kind: "synced" }]);
    expect([...merge(before, [{ kind: "synced" }]).items.keys()]).toEqual(["a"]);
  });

  it("returns itself when nothing changes, so that nothing renders", () => {
    expect(merge(EMPTY, [])).toBe(EMPTY);
  });
});
