import { chanceOf } from "./chance.ts";

/** A picture that looks like a QR code; the real API answers a real one. */
export function qr(text: string): string {
  const size = 37;
  const chance = chanceOf(text);
  let path = "";
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (dark(x, y, size, chance)) {
        path += `M${x + 2} ${y + 2}h1v1h-1z`;
      }
    }
  }
  const box = size + 4;
  const frame = `viewBox="0 0 ${box} ${box}" shape-rendering="crispEdges"`;
  const ground = `<path fill="#fff" d="M0 0h${box}v${box}H0z"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${frame}>${ground}<path d="${path}"/></svg>`;
}

function dark(x: number, y: number, size: number, chance: () => number): boolean {
  const rolled = chance() < 0.48;
  for (const [left, top] of [
    [0, 0],
    [size - 7, 0],
    [0, size - 7],
  ] as const) {
    const dx = x - left;
    const dy = y - top;
    if (dx >= -1 && dx <= 7 && dy >= -1 && dy <= 7) {
      const ring = Math.max(Math.abs(dx - 3), Math.abs(dy - 3));
      return ring === 3 || ring <= 1;
    }
  }
  return rolled;
}
