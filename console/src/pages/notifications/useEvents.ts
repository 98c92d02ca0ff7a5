import { useMemo } from "react";
import type { Event } from "~/api/types/work";
import { useItems } from "~/live/hooks";

const MOST = 300;

/** The newest events first. */
export function useEvents(): { events: readonly Event[]; synced: boolean } {
  const { items, synced } = useItems("events");
  const events = useMemo(
    () => items.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1)).slice(0, MOST),
    [items],
  );
  return { events, synced };
}
