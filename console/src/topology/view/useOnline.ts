import { useCallback, useSyncExternalStore } from "react";
import type { Inbound } from "~/api/types/vpn";
import { useLive } from "~/live/hooks";

/** Users on several inbounds together, right now. Renders only when the number changes. */
export function useOnline(inbounds: readonly Inbound[]): number {
  const { store } = useLive();
  const subscribe = useCallback((f: () => void) => store.subscribe("metrics", f), [store]);
  return useSyncExternalStore(subscribe, () =>
    inbounds.reduce((sum, inbound) => {
      const samples = store.history(inbound.node)?.latest.inbounds;
      const sample = samples?.find((i) => i.id === inbound.id);
      return sum + (sample?.online ?? inbound.online);
    }, 0),
  );
}

/** Users on one inbound right now. */
export function useOnlineOf(inbound: Inbound): number {
  const { store } = useLive();
  const topic = `metrics:${inbound.node}`;
  const subscribe = useCallback((f: () => void) => store.subscribe(topic, f), [store, topic]);
  return useSyncExternalStore(subscribe, () => {
    const samples = store.history(inbound.node)?.latest.inbounds;
    return samples?.find((i) => i.id === inbound.id)?.online ?? inbound.online;
  });
}
