import { useEffect, useState } from "react";
import { useLive } from "./hooks";
import { follow } from "./LiveProvider";
import type { StreamState } from "./stream";

/** Follows the users while the page that shows them is open: they may be very many. */
export function useUsersStream(onSignedOut: () => void): StreamState {
  const { store } = useLive();
  const [state, setState] = useState<StreamState>({ phase: "connecting" });
  useEffect(() => {
    const stream = follow(store, ["users"], [], setState, onSignedOut);
    return () => stream.stop();
  }, [store, onSignedOut]);
  return state;
}
