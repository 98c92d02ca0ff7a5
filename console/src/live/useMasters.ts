import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { call } from "~/api/client";
import { paths } from "~/api/paths";
import type { Masters, Node } from "~/api/types/cluster";
import { useItems, useLive } from "./hooks";

/**
 * The Raft group, which no stream carries. Asked again when the stream has opened anew and when it
 * tells of something that a change of masters brings with it: a node, an event; never by time.
 */
export function useMasters(): Masters | undefined {
  const { opened } = useLive();
  const { items } = useItems("nodes");
  const newest = useItems("events").items.reduce(
    (at, e) => (e.createdAt > at ? e.createdAt : at),
    "",
  );
  const nodes = useMemo(
    () => items.map((n) => `${n.id}${n.status.state}${n.roles.join()}`).join(),
    [items],
  );
  const asked = useQuery({
    queryKey: ["masters", opened, nodes, newest],
    queryFn: ({ signal }) => call<Masters>(paths.masters, { signal }),
    enabled: opened > 0,
    placeholderData: (before) => before,
    gcTime: 0,
    retry: false,
  });
  return asked.data;
}

/** Nodes as the Raft group sees them: a change of the active master moves no node's own row. */
export function asSeenBy(masters: Masters | undefined, nodes: readonly Node[]): readonly Node[] {
  if (masters === undefined) {
    return nodes;
  }
  return nodes.map((node) => {
    const member = masters.items.find((m) => m.node === node.id);
    const active = member?.state === "active";
    const voter = member?.voter ?? false;
    return node.active === active && node.voter === voter ? node : { ...node, active, voter };
  });
}
