import type { Fault, World } from "./world.ts";

/**
 * What a test asks of the mock with `POST /mock`: `{fault}` refuses the next requests that fit,
 * `{stale: seconds|null}` takes the quorum away, `{noStreams}` refuses and cuts event streams,
 * `{cut: true}` cuts them once, `{frozen}` stops the figures, `{lose: name}` loses a node,
 * `{rename: [kind, name, next]}` changes a row behind the reader's back.
 */
export function control(world: World, body: Record<string, unknown>): void {
  if (body["fault"] !== undefined) {
    world.bends.faults.push(body["fault"] as Fault);
  }
  if (body["stale"] !== undefined) {
    world.bends.staleSeconds = body["stale"] as number | null;
    world.cutStreams();
  }
  if (body["frozen"] !== undefined) {
    world.bends.frozen = body["frozen"] === true;
  }
  if (body["noStreams"] !== undefined) {
    world.bends.noStreams = body["noStreams"] === true;
  }
  if (body["cut"] === true || body["noStreams"] === true) {
    world.cutStreams();
  }
  if (typeof body["lose"] === "string") {
    lose(world, body["lose"]);
  }
  if (Array.isArray(body["rename"])) {
    const [kind, name, next] = body["rename"] as string[];
    const row = world.find(kind ?? "", name ?? "");
    if (row !== undefined && next !== undefined) {
      world.update(kind ?? "", row, { name: next });
    }
  }
}

function lose(world: World, name: string): void {
  const row = world.find("nodes", name);
  if (row === undefined) {
    return;
  }
  const since = world.now().toISOString();
  const status = { ...(row["status"] as object), state: "Lost", since, why: "No word for 12 s." };
  world.observe("nodes", row, { status, live: null });
  for (const inbound of world.rows("inbounds").filter((i) => i["node"] === row.id)) {
    world.observe("inbounds", inbound, {
      status: { state: "Unavailable", why: `${name} is lost.`, observedGeneration: 1 },
      online: 0,
    });
  }
  world.event("alarm", "node_lost", `node/${name}`, `${name} has not answered for 12 s.`);
}
