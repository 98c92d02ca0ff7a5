import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { observe } from "~/api/client";
import { paths } from "~/api/paths";
import { type Live, LiveContext } from "./hooks";
import { type KindName, LiveStore } from "./store";
import { type Stream, type StreamState, openStream } from "./stream";

const GROUP: readonly KindName[] = [
  "clusters",
  "nodes",
  "inbounds",
  "routes",
  "operations",
  "events",
];

/** Opens the stream that every page of the cluster shares. Users come by one of their own. */
export function LiveProvider(props: { children: ReactNode; onSignedOut(): void }) {
  const { onSignedOut } = props;
  const [store] = useState(() => new LiveStore((flush) => void setTimeout(flush, 16)));
  const [state, setState] = useState<StreamState>({ phase: "connecting" });
  const [stale, setStale] = useState<number | undefined>(undefined);
  const [opened, setOpened] = useState(0);
  const stream = useRef<Stream | null>(null);

  useEffect(() => {
    observe({ stale: setStale, unauthenticated: onSignedOut });
    const followed = follow(store, GROUP, ["metrics"], setState, onSignedOut, () =>
      setOpened((times) => times + 1),
    );
    stream.current = followed;
    return () => {
      followed.stop();
      observe(null);
    };
  }, [store, onSignedOut]);

  const retry = useCallback(() => stream.current?.retry(), []);
  const streamStale = state.phase === "live" ? state.staleSeconds : undefined;
  const live = useMemo<Live>(
    () => ({
      store,
      state,
      opened,
      retry,
      staleSeconds: stale ?? streamStale,
    }),
    [store, state, opened, retry, stale, streamStale],
  );
  return <LiveContext value={live}>{props.children}</LiveContext>;
}

/** Binds one stream to the store. */
export function follow(
  store: LiveStore,
  kinds: readonly KindName[],
  besides: readonly string[],
  onState: (state: StreamState) => void,
  onSignedOut: () => void,
  onOpened: () => void = () => {},
): Stream {
  const stream: Stream = openStream({
    url: paths.watch([...kinds, ...besides]),
    onOpen: (resumed) => {
      if (!resumed) {
        store.begin(kinds);
      }
      onOpened();
    },
    onMessage: (message) => {
      if (!store.take(message, kinds)) {
        stream.restart();
      }
    },
    onState,
    onUnauthenticated: onSignedOut,
  });
  return stream;
}
