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
  const { store } = useLive();
  const send = useCallback(
    (body: B, requestId: string) => call<Kinds[K]>(path, { method: "POST", body, requestId }),
    [path],
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
