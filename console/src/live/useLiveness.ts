import { useEffect, useRef } from "react";
import { useLive } from "./hooks";

/** Figures come every second. So long without one, and this master is no longer in touch. */
const SILENCE_MILLIS = 15_000;
/** Between two looks whether the masters have a quorum again. */
const LOOK_MILLIS = 8_000;

/**
 * Connects anew where an open stream is of no use: after a change of the active master another one
 * has the figures, and without quorum nothing tells when it is back.
 */
export function useLiveness(noQuorum: boolean): void {
  const { store, state, retry } = useLive();
  const live = state.phase === "live";
  const heard = useRef(0);
  useEffect(() => store.subscribe("metrics", () => (heard.current = Date.now())), [store]);
  useEffect(() => {
    if (!live) {
      return undefined;
    }
    heard.current = Date.now();
    const timer = setInterval(() => {
      if (Date.now() - heard.current > SILENCE_MILLIS) {
        retry();
      }
    }, SILENCE_MILLIS / 3);
    return () => clearInterval(timer);
  }, [live, retry]);
  useEffect(() => {
    const timer = live && noQuorum ? setTimeout(retry, LOOK_MILLIS) : undefined;
    return () => clearTimeout(timer);
  }, [live, noQuorum, retry]);
}
