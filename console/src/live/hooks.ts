import { createContext, useCallback, useContext, useMemo, useSyncExternalStore } from "react";
import type { History } from "./history";
import type { KindName, Kinds, LiveStore } from "./store";
import type { StreamState } from "./stream";

export interface Live {
  store: LiveStore;
  state: StreamState;
  retry(): void;
  /** How often the stream has opened. */
  opened: number;
  /** Seconds by which what is shown may be old because the masters have no quorum. */
  staleSeconds: number | undefined;
}

export const LiveContext = createContext<Live | null>(null);

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (live === null) {
    throw new Error("useLive needs a LiveProvider above it.");
  }
  return live;
}

export interface LiveItems<T> {
  items: readonly T[];
  synced: boolean;
}

/** All items of a kind, by name; renders again when one changes. */
export function useItems<K extends KindName>(kind: K): LiveItems<Kinds[K]> {
  const { store } = useLive();
  const subscribe = useCallback((f: () => void) => store.subscribe(kind, f), [store, kind]);
  const list = useSyncExternalStore(subscribe, () => store.list(kind));
  return useMemo(
    () => ({
      items: [...list.items.values()].map((e) => e.value).toSorted(byName),
      synced: list.synced,
    }),
    [list],
  );
}

export function useItem<K extends KindName>(kind: K, id: string | undefined): Kinds[K] | undefined {
  const { store } = useLive();
  const subscribe = useCallback((f: () => void) => store.subscribe(kind, f), [store, kind]);
  return useSyncExternalStore(subscribe, () =>
    id === undefined ? undefined : store.list(kind).items.get(id)?.value,
  );
}

/** The figures of one node; renders again each second and nothing else does. */
export function useHistory(node: string): History | undefined {
  const { store } = useLive();
  const topic = `metrics:${node}`;
  const subscribe = useCallback((f: () => void) => store.subscribe(topic, f), [store, topic]);
  return useSyncExternalStore(subscribe, () => store.history(node));
}

const names = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

function byName(a: { name: string; id: string }, b: { name: string; id: string }): number {
  return names.compare(a.name ?? "", b.name ?? "") || (a.id < b.id ? -1 : 1);
}
