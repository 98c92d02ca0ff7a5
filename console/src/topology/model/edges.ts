import type { Topology } from "./graph";

export interface Line {
  inbound: string;
  node: string;
  route: string;
  colour: number;
  /** False: users are not sent this way now. */
  live: boolean;
}

/** One line for each inbound that stands in a route. */
export function linesOf(topology: Topology): Line[] {
  return topology.routes.flatMap((item) =>
    item.inbounds.map((inbound) => ({
      inbound: inbound.id,
      node: inbound.node,
      route: item.route.id,
      colour: item.colour,
      live: inbound.status.state === "Active",
    })),
  );
}

/** What the reader has chosen on the map. */
export interface Choice {
  kind: "node" | "inbound" | "route";
  id: string;
}

export function parseChoice(text: string | null): Choice | null {
  const match = /^(node|inbound|route)\/([\w-]+)$/.exec(text ?? "");
  return match === null ? null : { kind: match[1] as Choice["kind"], id: match[2] ?? "" };
}

/** Whether a line belongs to what is chosen; every line does while nothing is. */
export function belongs(line: Line, choice: Choice | null): boolean {
  if (choice === null) {
    return true;
  }
  const own = { node: line.node, inbound: line.inbound, route: line.route };
  return own[choice.kind] === choice.id;
}

/** Width of a line in pixels by the users on it: four steps, so that it seldom changes. */
export function thickness(online: number): number {
  if (online === 0) {
    return 1.25;
  }
  return online < 25 ? 1.75 : online < 100 ? 2.5 : 3.25;
}
