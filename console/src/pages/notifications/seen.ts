import { useCallback, useSyncExternalStore } from "react";

const KEY = "covey-seen-event";
const listeners = new Set<() => void>();
/** For a reader who never looked: what is older than an hour is not news. */
let memory = new Date(Date.now() - 3_600_000).toISOString();

/** The time of the newest event that this browser's reader has looked at. */
export function useSeen(): [string, (at: string) => void] {
  const subscribe = useCallback((listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, []);
  const seen = useSyncExternalStore(subscribe, read);
  const mark = useCallback((at: string) => {
    memory = at;
    try {
      localStorage.setItem(KEY, at);
    } catch {
      // A browser that keeps nothing still remembers until the page is closed.
    }
    listeners.forEach((each) => each());
  }, []);
  return [seen, mark];
}

function read(): string {
  try {
    return localStorage.getItem(KEY) ?? memory;
  } catch {
    return memory;
  }
}
