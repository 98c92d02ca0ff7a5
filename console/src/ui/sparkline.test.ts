import { expect, it } from "vitest";
import { linePath } from "./sparkline";

const frame = { slots: 3, width: 20, height: 12 };

it("draws nothing of a single value", () => {
  expect(linePath([5], frame)).toBeNull();
});

it("stands at the right edge and grows to the left", () => {
  expect(linePath([0, 10], { ...frame, top: 10 })?.line).toBe("M10 11L20 1");
});

it("shows the newest values only, and a flat line when all are nought", () => {
  expect(linePath([9, 0, 0, 0], frame)?.line).toBe("M0 11L10 11L20 11");
});

it("keeps values above a fixed top inside", () => {
  expect(linePath([0, 4], { ...frame, top: 1 })?.line).toBe("M10 11L20 1");
});
