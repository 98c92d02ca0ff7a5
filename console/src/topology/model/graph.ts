import type { Node } from "~/api/types/cluster";
import type { Inbound, Route } from "~/api/types/vpn";

/** A worker and its entry points, as one card of the map. */
export interface Worker {
  node: Node;
  inbounds: readonly Inbound[];
}

export interface RouteItem {
  route: Route;
  /** Which of the eight route colours; by age, so that a new route changes no other's. */
  colour: number;
  inbounds: readonly Inbound[];
  live: number;
}

export interface Topology {
  masters: readonly Node[];
  workers: readonly Worker[];
  routes: readonly RouteItem[];
  /** Inbounds that stand in no route: no user is sent to them. */
  loose: readonly Inbound[];
}

export const COLOURS = 8;

/** What the map shows, out of the live lists. Pure. */
export function topologyOf(
  nodes: readonly Node[],
  inbounds: readonly Inbound[],
  routes: readonly Route[],
): Topology {
  const byNode = groupBy(inbounds, (i) => i.node);
  const byRoute = groupBy(inbounds, (i) => i.route);
  const known = new Set(routes.map((r) => r.id));
  return {
    masters: nodes.filter((n) => n.roles.includes("master") || n.roles.includes("witness")),
    workers: nodes
      .filter((n) => n.roles.includes("worker"))
      .map((node) => ({ node, inbounds: byNode.get(node.id) ?? [] })),
    routes: routes.map((route) => routeItem(route, colourOf(routes, route), byRoute)),
    loose: inbounds.filter((i) => i.route === "" || !known.has(i.route)),
  };
}

function routeItem(
  route: Route,
  colour: number,
  byRoute: ReadonlyMap<string, readonly Inbound[]>,
): RouteItem {
  const inbounds = byRoute.get(route.id) ?? [];
  return {
    route,
    colour,
    inbounds,
    live: inbounds.filter((i) => i.status.state === "Active").length,
  };
}

function colourOf(routes: readonly Route[], route: Route): number {
  const older = routes.filter(
    (r) => r.createdAt < route.createdAt || (r.createdAt === route.createdAt && r.id < route.id),
  );
  return older.length % COLOURS;
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) {
      groups.set(key(item), [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}
