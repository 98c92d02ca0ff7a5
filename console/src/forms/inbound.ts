import type { Node } from "~/api/types/cluster";
import type { Inbound } from "~/api/types/vpn";

/** A port for a new inbound on that node: 443 while it is free there, then 8446 and up. */
export function freePort(inbounds: readonly Inbound[], node: string): number {
  const taken = new Set(inbounds.filter((i) => i.node === node).map((i) => i.port));
  if (!taken.has(443)) {
    return 443;
  }
  let port = 8446;
  while (taken.has(port)) {
    port += 1;
  }
  return port;
}

/** Why an inbound cannot be put on a node; undefined when it can. */
export function nodeReason(node: Node): string | undefined {
  if (!node.roles.includes("worker")) {
    return "A master only: it carries no traffic";
  }
  return node.status.state === "Ready" ? undefined : `It is ${node.status.state.toLowerCase()}`;
}

/** Reads a port field; undefined when it is no port. */
export function parsePort(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return port >= 1 && port <= 65535 ? port : undefined;
}

export const PORT_ERROR = "A number from 1 to 65535.";

/** Takes the masquerade site although it does not look good from the master. */
export const FORCE = "?force=true";
