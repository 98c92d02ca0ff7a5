import { useCallback, useState } from "react";

/** The values of a form's fields, and a setter for each by name. */
export function useFields<F extends object>(
  initial: F,
): [F, <K extends keyof F>(name: K) => (value: F[K]) => void] {
  const [fields, setFields] = useState(initial);
  const set = useCallback(
    <K extends keyof F>(name: K) =>
      (value: F[K]) =>
        setFields((before) => ({ ...before, [name]: value })),
    [],
  );
  return [fields, set];
}

/** What of `next` differs from `before`: the body of a merge patch. */
export function changed<F extends object>(before: F, next: F): Partial<F> {
  const patch: Partial<F> = {};
  for (const name of Object.keys(next) as (keyof F)[]) {
    if (JSON.stringify(before[name]) !== JSON.stringify(next[name])) {
      patch[name] = next[name];
    }
  }
  return patch;
}
