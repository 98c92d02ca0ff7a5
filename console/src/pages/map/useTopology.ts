import { useMemo } from "react";
import type { Masters } from "~/api/types/cluster";
import { useItems } from "~/live/hooks";
import { asSeenBy } from "~/live/useMasters";
import { type Topology, topologyOf } from "~/topology/model/graph";

export interface LiveTopology {
  topology: Topology;
  synced: boolean;
}

/** The map's content, live. `moves` are moves under way: shown before the server has answered. */
export function useTopology(
  moves: ReadonlyMap<string, string>,
  masters: Masters | undefined,
): LiveTopology {
  const nodes = useItems("nodes");
  const inbounds = useItems("inbounds");
  const routes = useItems("routes");
  const shown = useMemo(
    () =>
      moves.size === 0
        ? inbounds.items
        : inbounds.items.map((i) => ({ ...i, route: moves.get(i.id) ?? i.route })),
    [inbounds.items, moves],
  );
  const topology = useMemo(
    () => topologyOf(asSeenBy(masters, nodes.items), shown, routes.items),
    [masters, nodes.items, shown, routes.items],
  );
  return { topology, synced: nodes.synced && inbounds.synced && routes.synced };
}
