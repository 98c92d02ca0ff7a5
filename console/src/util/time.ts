const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "just now", "4 min ago", "in 3 days": how far `at` is from `now`, in one unit. */
export function relative(at: string | number, now: number): string {
  const seconds = Math.round((toMillis(at) - now) / 1000);
  const size = Math.abs(seconds);
  if (size < 10) {
    return "just now";
  }
  const text = span(size);
  return seconds < 0 ? `${text} ago` : `in ${text}`;
}

/** "45 s", "4 min", "3 h", "12 days". */
export function span(seconds: number): string {
  if (seconds < MINUTE) {
    return `${Math.round(seconds)} s`;
  }
  if (seconds < HOUR) {
    return `${Math.floor(seconds / MINUTE)} min`;
  }
  if (seconds < 2 * DAY) {
    return `${Math.floor(seconds / HOUR)} h`;
  }
  return `${Math.floor(seconds / DAY)} days`;
}

const dateTime = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});
const dateOnly = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
});
const clockOnly = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

export function exact(at: string | number): string {
  return dateTime.format(toMillis(at));
}

export function day(at: string | number): string {
  return dateOnly.format(toMillis(at));
}

export function clock(at: string | number): string {
  return clockOnly.format(toMillis(at));
}

/** The value of an `<input type="date">` for an instant, in the reader's own zone. */
export function toDateField(at: string | null | undefined): string {
  if (at === null || at === undefined || at === "") {
    return "";
  }
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The end of that day in the reader's zone, as RFC 3339; undefined when the field is empty. */
export function fromDateField(value: string): string | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (match === null) {
    return undefined;
  }
  const [, year, month, date] = match.map(Number);
  return new Date(year ?? 0, (month ?? 1) - 1, date ?? 1, 23, 59, 59).toISOString();
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}

function toMillis(at: string | number): number {
  return typeof at === "number" ? at : Date.parse(at);
}
