import type { Node } from "~/api/types/cluster";
import type { StreamState } from "~/live/stream";

export type Banner = { kind: "lost"; since: number } | { kind: "quorum"; seconds: number };

/** A blink of the connection is not worth a banner. */
const PATIENCE_MILLIS = 2500;

export function bannerOf(
  state: StreamState,
  staleSeconds: number | undefined,
  now: number,
): Banner | null {
  if (staleSeconds !== undefined) {
    return { kind: "quorum", seconds: staleSeconds };
  }
  if (state.phase === "lost" && state.problem.code === "unavailable") {
    return { kind: "quorum", seconds: Math.max(0, (now - state.since) / 1000) };
  }
  if (state.phase === "lost" && now - state.since >= PATIENCE_MILLIS) {
    return { kind: "lost", since: state.since };
  }
  return null;
}

/** Consoles of the other masters, for when this one is gone. */
export function otherMasters(
  nodes: readonly Node[],
  here: string,
): { name: string; url: string }[] {
  return nodes
    .filter((n) => n.roles.includes("master") && n.status.state === "Ready")
    .map((n) => ({ name: n.name, host: `${bracketed(n.publicAddress)}:${n.ports.https}` }))
    .filter((n) => n.host !== here)
    .map((n) => ({ name: n.name, url: `https://${n.host}/` }));
}

function bracketed(address: string): string {
  return address.includes(":") ? `[${address}]` : address;
}
