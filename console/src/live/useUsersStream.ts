import { useEffect, useState } from "react";
import { useLive } from "./hooks";
import { follow } from "./LiveProvider";
import type { StreamState } from "./stream";

/** Follows the users while the page that shows them is open and they are not very many. */
export function useUsersStream(wanted: boolean, onSignedOut: () => void): StreamState {
  const { store } = useLive();
  const [state, setState] = useState<StreamState>({ phase: "connecting" });
  useEffect(() => {
    if (!wanted) {
      return undefined;
    }
    const stream = follow(store, ["users"], [], setState, onSignedOut);
    return () => stream.stop();
  }, [store, wanted, onSignedOut]);
  return state;
}
