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
    (value: string | null) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          if (value === null || value === "") {
            next.delete(name);
          } else {
            next.set(name, value);
          }
          return next;
        },
        { replace },
      ),
    [name, replace, setParams],
  );
  return [params.get(name), set];
}
