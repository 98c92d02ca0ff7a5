import { useCallback, useRef } from "react";
import { call } from "~/api/client";
import type { Meta } from "~/api/types/shared";
import { useLive } from "~/live/hooks";
import type { KindName, Kinds } from "~/live/store";
import { tell } from "~/ui/toasts";
import { type Action, useAction } from "./useAction";

export interface Edit {
  action: Action<object>;
  /** `query` is added to the path, for example `?force=true`. */
  save(patch: object, query?: string): void;
  /** Writes the same fields onto the newest revision. */
  overwrite(): void;
}

/**
 * Writes changed fields of a resource with `If-Match`: the revision that the form was opened at. A
 * form of which nothing was changed just closes.
 */
export function useEdit<K extends KindName>(
  kind: K,
  resource: Kinds[K] & Meta,
  path: string,
  onClose: () => void,
): Edit {
  const { store } = useLive();
  const base = useRef(resource.revision);
  const last = useRef<object>({});
  const query = useRef("");
  const send = useCallback(
    (body: object, requestId: string) =>
      call<Kinds[K]>(`${path}${query.current}`, {
        method: "PATCH",
        body,
        requestId,
        ifMatch: base.current,
      }),
    [path],
  );
  const done = useCallback(
    (next: Kinds[K]) => {
      store.put(kind, next);
      tell(`${next.name} is changed`);
      onClose();
    },
    [store, kind, onClose],
  );
  const action = useAction(send, done);
  const { run } = action;
  return {
    action,
    save: useCallback(
      (patch, more = "") => {
        last.current = patch;
        query.current = more;
        if (Object.keys(patch).length === 0) {
          onClose();
        } else {
          void run(patch);
        }
      },
      [run, onClose],
    ),
    overwrite: useCallback(() => {
      base.current = store.list(kind).items.get(resource.id)?.value.revision ?? base.current;
      void run(last.current);
    }, [store, kind, resource.id, run]),
  };
}
