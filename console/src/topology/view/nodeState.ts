import type { Node } from "~/api/types/cluster";
import type { Tone } from "~/ui/tone";

/** The one word that matters most about a server, and its colour. */
export function nodeState(node: Node): { word: string; tone: Tone } {
  if (node.status.state !== "Ready") {
    return { word: node.status.state, tone: node.status.state === "Joining" ? "busy" : "bad" };
  }
  if (node.availability !== "active") {
    return { word: node.availability, tone: "warn" };
  }
  return (node.status.warnings?.length ?? 0) > 0
    ? { word: "Ready, with a warning", tone: "warn" }
    : { word: "Ready", tone: "ok" };
}

export function masterState(node: Node): { word: string; tone: Tone } {
  if (node.status.state !== "Ready") {
    return { word: node.status.state, tone: node.status.state === "Joining" ? "busy" : "bad" };
  }
  if (node.active) {
    return { word: "Active master", tone: "ok" };
  }
  if (node.roles.includes("witness")) {
    return { word: "Witness", tone: "idle" };
  }
  return node.voter
    ? { word: "Standby", tone: "idle" }
    : { word: "Standby, not voting", tone: "busy" };
}
