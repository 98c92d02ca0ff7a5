import type { Node } from "~/api/types/cluster";

/** Why draining or resuming is not offered; undefined when it is. */
export function drainReason(node: Node): string | undefined {
  if (!node.roles.includes("worker")) {
    return `${node.name} is no worker: it carries no users.`;
  }
  return node.status.state === "Joining" ? `${node.name} is still joining.` : undefined;
}

export function makeMasterReason(node: Node): string | undefined {
  if (node.active) {
    return `${node.name} is the active master already.`;
  }
  if (!node.roles.includes("master")) {
    return `${node.name} is a worker. Connect it as a master first.`;
  }
  if (node.status.state !== "Ready") {
    return `${node.name} does not answer now.`;
  }
  return node.voter ? undefined : `${node.name} does not vote yet: it is still catching up.`;
}
