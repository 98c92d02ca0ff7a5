import { useCallback } from "react";
import { useParam } from "~/util/useParam";

/** Dialogs are named in the address line, `?dialog=KIND` or `?dialog=KIND:ID`. */
export type DialogKind =
  | "connect"
  | "join"
  | "new-inbound"
  | "edit-inbound"
  | "delete-inbound"
  | "new-route"
  | "edit-route"
  | "delete-route"
  | "new-user"
  | "edit-user"
  | "delete-user"
  | "user-link"
  | "revoke-user"
  | "edit-node"
  | "delete-node"
  | "make-master"
  | "operation";

export interface OpenDialog {
  kind: string;
  id: string;
}

export function useDialog(): {
  open: OpenDialog | null;
  show(kind: DialogKind, id?: string): void;
  close(): void;
} {
  const [value, set] = useParam("dialog");
  const colon = value?.indexOf(":") ?? -1;
  return {
    open:
      value === null
        ? null
        : colon < 0
          ? { kind: value, id: "" }
          : { kind: value.slice(0, colon), id: value.slice(colon + 1) },
    show: useCallback((kind, id) => set(id === undefined ? kind : `${kind}:${id}`), [set]),
    close: useCallback(() => set(null), [set]),
  };
}
