import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { call } from "~/api/client";
import { paths } from "~/api/paths";
import type { Masters } from "~/api/types/cluster";
import { useItems } from "~/live/hooks";

/** The Raft group. Asked again whenever the stream tells a change of a master, never by time. */
export function useMasters(): Masters | undefined {
  const { items } = useItems("nodes");
  const stamp = useMemo(
    () =>
      items
        .filter((n) => n.roles.includes("master") || n.roles.includes("witness"))
        .map((n) => `${n.id}${n.status.state}${String(n.active)}${String(n.voter)}`)
        .join(),
    [items],
  );
  const asked = useQuery({
    queryKey: ["masters", stamp],
    queryFn: ({ signal }) => call<Masters>(paths.masters, { signal }),
    enabled: stamp !== "",
    placeholderData: (before) => before,
  });
  return asked.data;
}
