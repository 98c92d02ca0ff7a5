import type { IncomingMessage, ServerResponse } from "node:http";
import { checkEvent } from "./contract.ts";
import { shownOf } from "./shown.ts";
import { SCHEMAS, view } from "./views.ts";
import type { Change, World } from "./world.ts";

/** One event stream over several kinds: everything that is there, `synced`, then what changes. */
export function watch(
  world: World,
  kinds: string[],
  req: IncomingMessage,
  res: ServerResponse,
): void {
  const stale = world.bends.staleSeconds;
  res.writeHead(200, {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-store",
    ...(stale === null ? {} : { "Covey-Stale-Seconds": String(stale) }),
  });
  const send = (event: string, data: unknown, id?: number) =>
    res.write(frame(world, event, data, id));
  // A reader that resumes is told only what is new. The mock keeps no history: it forgets a little.
  if (req.headers["last-event-id"] === undefined) {
    for (const kind of kinds) {
      world.rows(kind).forEach((row) => send(`${kind}.put`, view(world, kind, row)));
    }
    if (kinds.includes("metrics")) {
      world.samples.forEach((sample) => send("metrics.put", sample));
    }
    send("synced", { revision: world.revision }, world.revision);
  }
  const tell = ({ kind, verb, row, revision }: Change) => {
    if (kind === "metrics") {
      send("metrics.put", row);
    } else if (verb === "delete") {
      send(`${kind}.delete`, { id: row.id }, revision);
    } else {
      send(`${kind}.put`, view(world, kind, row), revision);
    }
  };
  const stop = world.listen(
    (change) => kinds.includes(change.kind) && tell(change),
    () => res.destroy(),
  );
  req.on("close", stop);
}

function frame(world: World, event: string, data: unknown, id: number | undefined): string {
  const [kind = "", verb] = event.split(".");
  const shown = shownOf(data);
  if (verb === "put") {
    world.broken.push(...checkEvent(SCHEMAS[kind] ?? kind, shown));
  }
  const head = id === undefined ? "" : `id: ${id}\n`;
  return `${head}event: ${event}\ndata: ${JSON.stringify(shown)}\n\n`;
}
