import type { IncomingMessage, ServerResponse } from "node:http";
import { cluster } from "./handlers/cluster.ts";
import { node } from "./handlers/nodes.ts";
import { route } from "./handlers/vpn.ts";
import type { Change, Row, World } from "./world.ts";

/** One event stream over several kinds: everything that is there, `synced`, then what changes. */
export function watch(
  world: World,
  kinds: string[],
  req: IncomingMessage,
  res: ServerResponse,
): void {
  res.writeHead(200, {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-store",
    ...(world.bends.staleSeconds === null
      ? {}
      : { "Covey-Stale-Seconds": String(world.bends.staleSeconds) }),
  });
  const send = (event: string, data: unknown, id?: number) =>
    res.write(
      `${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`,
    );
  const shown = (kind: string, row: Row): Row => {
    const views: Record<string, (world: World, row: Row) => Row> = {
      clusters: cluster,
      nodes: node,
      routes: route,
    };
    return views[kind]?.(world, row) ?? row;
  };
  const tell = (change: Change) => {
    if (change.kind === "metrics") {
      send("metrics.put", change.row);
    } else {
      send(`${change.kind}.${change.verb}`, shown(change.kind, change.row), change.revision);
    }
  };
  for (const kind of kinds) {
    world.rows(kind).forEach((row) => send(`${kind}.put`, shown(kind, row), row.revision));
  }
  if (kinds.includes("metrics")) {
    world.samples.forEach((sample) => send("metrics.put", sample));
  }
  send("synced", {}, world.revision);
  const stop = world.listen(
    (change) => kinds.includes(change.kind) && tell(change),
    () => res.destroy(),
  );
  req.on("close", stop);
}
