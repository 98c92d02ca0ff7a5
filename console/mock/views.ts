import type { Row, World } from "./world.ts";

/** What the API calls the shape of each kind. */
export const SCHEMAS: Readonly<Record<string, string>> = {
  clusters: "Cluster",
  nodes: "Node",
  inbounds: "Inbound",
  routes: "Route",
  users: "User",
  operations: "Operation",
  events: "Event",
  metrics: "Metrics",
  admins: "Admin",
  tokens: "Token",
  audit: "Audit",
  "join-strings": "JoinString",
};

/** A row as the API answers it: with what is counted and looked up. */
export function view(world: World, kind: string, row: Row): Row {
  switch (kind) {
    case "clusters":
      return cluster(world, row);
    case "nodes":
      return { ...row, active: row.id === world.leader };
    case "routes":
      return route(world, row);
    case "inbounds":
      return inbound(world, row);
    default:
      return row;
  }
}

function cluster(world: World, row: Row): Row {
  const nodes = world.rows("nodes");
  const has = (role: string) => nodes.filter((n) => (n["roles"] as string[]).includes(role)).length;
  const online = (node: Row) => Number((node["live"] as { online?: number } | null)?.online ?? 0);
  return {
    ...row,
    counts: {
      masters: has("master"),
      workers: has("worker"),
      inbounds: world.rows("inbounds").length,
      routes: world.rows("routes").length,
      users: world.rows("users").length,
      online: nodes.reduce((sum, n) => sum + online(n), 0),
    },
  };
}

function route(world: World, row: Row): Row {
  const inbounds = world.rows("inbounds").filter((i) => i["route"] === row.id);
  const live = inbounds.filter((i) => (i["status"] as { state: string }).state === "Active").length;
  return {
    ...row,
    inbounds: inbounds.map((i) => i.id),
    status: { inbounds: inbounds.length, live },
  };
}

function inbound(world: World, row: Row): Row {
  return {
    ...row,
    nodeName: world.find("nodes", String(row["node"]))?.name ?? "",
    routeName: row["route"] ? (world.find("routes", String(row["route"]))?.name ?? "") : "",
    bytesPerSecond: Number(row["online"]) * 240_000,
  };
}
