import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { call } from "~/api/client";
import type { Page } from "~/api/types/shared";

/** A list that no stream carries: asked for when shown, and again after a write. */
export function useList<T>(path: string) {
  const queries = useQueryClient();
  const asked = useQuery({
    queryKey: ["list", path],
    queryFn: ({ signal }) => call<Page<T>>(`${path}?limit=500`, { signal }),
    staleTime: 0,
  });
  const again = useCallback(
    () => void queries.invalidateQueries({ queryKey: ["list", path] }),
    [queries, path],
  );
  return { items: asked.data?.items, error: asked.error, again };
}
