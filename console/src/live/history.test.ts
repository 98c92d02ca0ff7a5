import { expect, it } from "vitest";
import { sample } from "~/test/fixtures";
import { SAMPLES, type History, extend } from "./history";

it("keeps the newest samples only", () => {
  let history: History | undefined;
  for (let i = 0; i < SAMPLES + 20; i += 1) {
    history = extend(history, sample("n", `t${i}`, i));
  }
  expect(history?.traffic).toHaveLength(SAMPLES);
  expect(history?.traffic[0]).toBe(20);
  expect(history?.latest.at).toBe(`t${SAMPLES + 19}`);
});

it("takes a repeated sample once", () => {
  const once = extend(undefined, sample("n", "t"));
  expect(extend(once, sample("n", "t"))).toBe(once);
});
