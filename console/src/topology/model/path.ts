import type { Detour } from "./grid";

interface Point {
  x: number;
  y: number;
}

const RADIUS = 8;

/** The SVG path of a line that leaves its column by a detour, with rounded corners. */
export function detourPath(from: Point, to: Point, via: Detour): string {
  const r = Math.max(0, Math.min(RADIUS, (via.alley - from.y) / 2, via.gutter - from.x));
  const bend = Math.max(24, (to.x - via.exit) / 2);
  return [
    `M${from.x} ${from.y}`,
    `H${via.gutter - r}`,
    `Q${via.gutter} ${from.y} ${via.gutter} ${from.y + r}`,
    `V${via.alley - r}`,
    `Q${via.gutter} ${via.alley} ${via.gutter + r} ${via.alley}`,
    `H${via.exit}`,
    `C${via.exit + bend} ${via.alley} ${to.x - bend} ${to.y} ${to.x} ${to.y}`,
  ].join("");
}
