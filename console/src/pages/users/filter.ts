import type { User } from "~/api/types/vpn";

export type UserFilter = "all" | "online" | "active" | "limited" | "expired" | "disabled";

export const FILTERS: readonly { value: UserFilter; label: string }[] = [
  { value: "all", label: "All" },
  { value: "online", label: "Online" },
  { value: "active", label: "Active" },
  { value: "limited", label: "Limited" },
  { value: "expired", label: "Expired" },
  { value: "disabled", label: "Disabled" },
];

export function asFilter(text: string | null): UserFilter {
  return FILTERS.find((f) => f.value === text)?.value ?? "all";
}

export function fits(user: User, filter: UserFilter): boolean {
  if (filter === "all") {
    return true;
  }
  return filter === "online" ? user.online > 0 : user.status.state === filter;
}

/** Every word of the query must stand in the name, the note or the id. */
export function matches(user: User, query: string): boolean {
  const text = `${user.name} ${user.note ?? ""} ${user.id}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export function countsOf(users: readonly User[]): Record<UserFilter, number> {
  const counts: Record<UserFilter, number> = {
    all: users.length,
    online: 0,
    active: 0,
    limited: 0,
    expired: 0,
    disabled: 0,
  };
  for (const user of users) {
    counts[user.status.state] += 1;
    counts.online += user.online > 0 ? 1 : 0;
  }
  return counts;
}

/** Used share of the limit; null without a limit. */
export function usedShare(user: User): number | null {
  return user.dataLimitBytes === 0 ? null : user.usedBytes / user.dataLimitBytes;
}

/** "usedBytes.desc" ↔ how a table sorts; anything else is by name. */
export function parseSort(text: string | null): { id: string; desc: boolean } {
  const match = /^(name|state|usedBytes|expiresAt|online)(\.desc)?$/.exec(text ?? "");
  return match === null
    ? { id: "name", desc: false }
    : { id: match[1] ?? "name", desc: match[2] !== undefined };
}

export function sortText(sort: { id: string; desc: boolean } | undefined): string | null {
  if (sort === undefined || (sort.id === "name" && !sort.desc)) {
    return null;
  }
  return `${sort.id}${sort.desc ? ".desc" : ""}`;
}
