/** Sizes on the map, in its own units: pixels at zoom 1. */
export const SIZE = {
  master: { width: 204, height: 76 },
  worker: { width: 296, head: 74, row: 30, foot: 6, bare: 36 },
  route: { width: 216, height: 76 },
  loose: { height: 48 },
  heading: 34,
  gap: 14,
  columnGap: 20,
  /** Room for lines between the three parts: at least, and at most where there is space. */
  lane: 92,
  laneMost: 190,
} as const;
