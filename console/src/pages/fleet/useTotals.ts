import { useCallback, useSyncExternalStore } from "react";
import { SAMPLES } from "~/live/history";
import { useItems, useLive } from "~/live/hooks";

export interface Totals {
  traffic: readonly number[];
  online: number;
  bytesPerSecond: number;
}

const NOTHING: Totals = { traffic: [], online: 0, bytesPerSecond: 0 };
const cache = new WeakMap<object, { stamp: string; totals: Totals }>();

/** The figures of all servers together; renders each second. */
export function useTotals(): Totals {
  const { store } = useLive();
  const { items } = useItems("nodes");
  const subscribe = useCallback((f: () => void) => store.subscribe("metrics", f), [store]);
  return useSyncExternalStore(subscribe, () => {
    const histories = items.map((n) => store.history(n.id)).filter((h) => h !== undefined);
    const stamp = histories.map((h) => h.latest.at).join();
    const known = cache.get(store);
    if (known?.stamp === stamp) {
      return known.totals;
    }
    const totals = histories.length === 0 ? NOTHING : sum(histories);
    cache.set(store, { stamp, totals });
    return totals;
  });
}

function sum(
  histories: readonly { traffic: readonly number[]; online: readonly number[] }[],
): Totals {
  const length = Math.min(SAMPLES, Math.max(...histories.map((h) => h.traffic.length)));
  const traffic = Array.from({ length }, (_, i) =>
    histories.reduce((total, h) => total + (h.traffic[h.traffic.length - length + i] ?? 0), 0),
  );
  return {
    traffic,
    online: histories.reduce((total, h) => total + (h.online.at(-1) ?? 0), 0),
    bytesPerSecond: traffic.at(-1) ?? 0,
  };
}
