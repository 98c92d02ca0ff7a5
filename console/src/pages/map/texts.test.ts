import { expect, it } from "vitest";
import type { Masters } from "~/api/types/cluster";
import { quorumText } from "./texts";

function masters(quorum: Partial<Masters["quorum"]>): Masters {
  return {
    items: [],
    epoch: "1.1",
    quorum: { voters: 3, needed: 2, mayLose: 1, ok: true, fatalZones: [], ...quorum },
    revision: 1,
  };
}

it.each([
  [{}, "may lose 1"],
  [{ fatalZones: ["a", "b"] }, "may lose 1, but not zone a, b"],
  [{ mayLose: 0 }, "may lose none"],
  [{ mayLose: 0, voters: 1, needed: 1 }, "the only one"],
  [{ ok: false }, "no quorum"],
])("says of a quorum %o: %s", (quorum, text) => {
  expect(quorumText(masters(quorum))).toBe(text);
});
