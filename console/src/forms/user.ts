import type { User } from "~/api/types/vpn";
import { bytes, parseBytes } from "~/util/bytes";
import { fromDateField, toDateField } from "~/util/time";
import { changed } from "./useFields";

export interface UserValues {
  name: string;
  /** As typed: "", "50 GB", "1.5 TB". */
  limit: string;
  /** As a date field has it; "" for never. */
  lastDay: string;
  /** Empty for all of them. */
  routes: readonly string[];
  note: string;
}

export const LIMIT_ERROR = "An amount like 50 GB or 1.5 TB, or empty for no limit.";

export function valuesOf(user: User): UserValues {
  return {
    name: user.name,
    limit: user.dataLimitBytes === 0 ? "" : exactBytes(user.dataLimitBytes),
    lastDay: toDateField(user.expiresAt),
    routes: user.routes,
    note: user.note ?? "",
  };
}

/** The limit in bytes: 0 for none, undefined when it cannot be read. */
export function limitOf(text: string): number | undefined {
  return text.trim() === "" ? 0 : parseBytes(text);
}

/** The body that creates a user. */
export function newUser(values: UserValues, dataLimitBytes: number): Record<string, unknown> {
  const expiresAt = fromDateField(values.lastDay);
  return {
    name: values.name.trim(),
    dataLimitBytes,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    routes: values.routes,
    note: values.note.trim(),
  };
}

/** The merge patch between two states of the form: only what was changed. */
export function userPatch(
  before: UserValues,
  next: UserValues,
  dataLimitBytes: number,
): Record<string, unknown> {
  const { limit, lastDay, ...rest } = changed(before, next);
  return {
    ...rest,
    ...(limit === undefined ? {} : { dataLimitBytes }),
    ...(lastDay === undefined ? {} : { expiresAt: fromDateField(lastDay) ?? null }),
  };
}

/** The day in so many days, as a date field has it. */
export function dateIn(days: number, now = Date.now()): string {
  return toDateField(new Date(now + days * 86_400_000).toISOString());
}

/** Text that reads back as the very same number, unlike the rounded one for people. */
function exactBytes(count: number): string {
  const short = bytes(count);
  return parseBytes(short) === count ? short : `${count / 1e6} MB`;
}
