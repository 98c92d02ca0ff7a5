import { useCallback } from "react";
import { call } from "~/api/client";
import { useLive } from "~/live/hooks";
import type { KindName, Kinds } from "~/live/store";
import { tell } from "~/ui/toasts";
import { type Action, useAction } from "./useAction";

/** Creates a resource, shows it at once, and says so. */
export function useCreate<K extends KindName, B extends object>(
  kind: K,
  path: string,
  onDone: (made: Kinds[K]) => void,
): Action<B> {
  const request = useCallback((body: B) => ({ path, body }), [path]);
  return useCreateAt(kind, request, onDone);
}

/** The same where the path depends on what is sent. */
export function useCreateAt<K extends KindName, I>(
  kind: K,
  request: (input: I) => { path: string; body: object },
  onDone: (made: Kinds[K]) => void,
): Action<I> {
  const { store } = useLive();
  const send = useCallback(
    (input: I, requestId: string) => {
      const { path, body } = request(input);
      return call<Kinds[K]>(path, { method: "POST", body, requestId });
    },
    [request],
  );
  const done = useCallback(
    (made: Kinds[K]) => {
      store.put(kind, made);
      tell(`${made.name} is created`);
      onDone(made);
    },
    [store, kind, onDone],
  );
  return useAction(send, done);
}
