/** A small seeded generator (mulberry32), so that every mock world of a name is the same. */
export type Chance = () => number;

export function chanceOf(seed: string): Chance {
  let state = 2166136261;
  for (const character of seed) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16777619);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function hex(chance: Chance, length: number): string {
  return Array.from({ length }, () => Math.floor(chance() * 16).toString(16)).join("");
}

export function uuid(chance: Chance): string {
  const h = hex(chance, 32);
  return [
    h.slice(0, 8),
    h.slice(8, 12),
    `7${h.slice(13, 16)}`,
    `a${h.slice(17, 20)}`,
    h.slice(20),
  ].join("-");
}

export function base64url(chance: Chance, length: number): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return Array.from({ length }, () => letters[Math.floor(chance() * 64)]).join("");
}
