import type { Masters } from "~/api/types/cluster";
import type { Topology } from "~/topology/model/graph";

/** What stands beside the three headings of the map. */
export function textsOf(
  topology: Topology,
  masters: Masters | undefined,
): { masters: string; workers: string; routes: string } {
  const ready = topology.workers.filter((w) => w.node.status.state === "Ready").length;
  const shown = topology.routes.filter((r) => r.live > 0).length;
  const all = topology.workers.length;
  return {
    masters: masters === undefined ? "" : quorumText(masters),
    workers: ready === all ? `${all} ready` : `${ready} of ${all} ready`,
    routes:
      topology.routes.length === 0
        ? "none yet"
        : shown === topology.routes.length
          ? `${shown} shown to users`
          : `${shown} of ${topology.routes.length} shown to users`,
  };
}

/** What the loss of a master would mean, in a few words. */
export function quorumText(masters: Masters): string {
  const { ok, mayLose, voters, fatalZones } = masters.quorum;
  if (!ok) {
    return "no quorum";
  }
  if (mayLose > 0) {
    return fatalZones.length === 0
      ? `may lose ${mayLose}`
      : `may lose ${mayLose}, but not zone ${fatalZones.join(", ")}`;
  }
  return voters === 1 ? "the only one" : "may lose none";
}
