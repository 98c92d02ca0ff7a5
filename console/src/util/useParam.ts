import { useCallback } from "react";
import { useSearchParams } from "react-router";

/** One word of the address line as state: links, back and reload keep it. */
export function useParam(
  name: string,
  options: { replace?: boolean } = {},
): [string | null, (value: string | null) => void] {
  const [params, setParams] = useSearchParams();
  const replace = options.replace ?? false;
  const set = useCallback(
    (value: string | null) => {
      // The address line itself: what was drawn last may not know yet of a change before this one.
      const next = new URLSearchParams(window.location.search);
      if (value === null || value === "") {
        next.delete(name);
      } else {
        next.set(name, value);
      }
      setParams(next, { replace });
    },
    [name, replace, setParams],
  );
  return [params.get(name), set];
}
