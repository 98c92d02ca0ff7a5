import { expect, it } from "vitest";
import { detourPath } from "./path";

it("turns down beside the card, right below the row, and bends to its route at the end", () => {
  const path = detourPath(
    { x: 100, y: 50 },
    { x: 400, y: 10 },
    { gutter: 120, alley: 90, exit: 300 },
  );
  expect(path).toBe("M100 50H112Q120 50 120 58V82Q120 90 128 90H300C350 90 350 10 400 10");
});

it("makes its corners smaller where there is little room", () => {
  const path = detourPath(
    { x: 100, y: 86 },
    { x: 400, y: 10 },
    { gutter: 120, alley: 90, exit: 300 },
  );
  expect(path).toContain("Q120 86 120 88V88Q120 90 122 90");
});
