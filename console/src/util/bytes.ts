const UNITS = ["B", "kB", "MB", "GB", "TB", "PB"];

/** "1.2 GB": decimal units, as traffic is sold; three digits at most. */
export function bytes(count: number): string {
  let value = Math.max(0, count);
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${digits(value, unit)} ${UNITS[unit]}`;
}

const BIT_UNITS = ["bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s"];

/** "84 Mbit/s" out of bytes per second. */
export function rate(bytesPerSecond: number): string {
  let value = Math.max(0, bytesPerSecond) * 8;
  let unit = 0;
  while (value >= 999.5 && unit < BIT_UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${digits(value, unit)} ${BIT_UNITS[unit]}`;
}

/** Memory and disks are counted in powers of two: "3.1 GiB". */
export function binary(count: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let value = Math.max(0, count);
  let unit = 0;
  while (value >= 1023.5 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${digits(value, unit)} ${units[unit]}`;
}

export function percent(share: number): string {
  return `${Math.round(Math.min(1, Math.max(0, share)) * 100)} %`;
}

export const GIGABYTE = 1_000_000_000;

/**
 * Reads "50", "50 GB", "1.5TB" into bytes; a bare number is gigabytes. Undefined when it is
 * neither.
 */
export function parseBytes(text: string): number | undefined {
  const match = /^\s*(\d+(?:[.,]\d+)?)\s*(MB|GB|TB)?\s*$/i.exec(text);
  if (match === null) {
    return undefined;
  }
  const factors: Record<string, number> = { MB: 1e6, GB: 1e9, TB: 1e12 };
  const factor = factors[(match[2] ?? "GB").toUpperCase()] ?? 1e9;
  const value = Math.round(Number((match[1] ?? "").replace(",", ".")) * factor);
  return Number.isSafeInteger(value) ? value : undefined;
}

function digits(value: number, unit: number): string {
  if (unit === 0 || value >= 99.95) {
    return String(Math.round(value));
  }
  return value.toFixed(1).replace(/\.0$/, "");
}
