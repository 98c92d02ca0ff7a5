import type { Row, World } from "./world.ts";

interface Live {
  cpu: number;
  memoryUsedBytes: number;
  memoryTotalBytes: number;
  rxBytesPerSecond: number;
  txBytesPerSecond: number;
  online: number;
  [more: string]: unknown;
}

const MOST_SAMPLES = 2000;

/** A minute and a half at once, so that a fresh world has lines to show. */
export function warm(world: World): void {
  const end = world.now().getTime();
  for (let second = 90; second > 0; second -= 1) {
    tick(world, new Date(end - second * 1000));
  }
}

/** Lets the figures of every node wander by a second's worth, and tells them. */
export function tick(world: World, at: Date): void {
  for (const node of world.rows("nodes")) {
    const live = node["live"] as Live | null;
    if (live !== null && (node["status"] as { state: string }).state === "Ready") {
      step(world, node, live, at);
    }
  }
  const [self] = world.rows("clusters");
  if (self && at.getSeconds() % 5 === 0) {
    world.observe("clusters", self, {});
  }
}

function step(world: World, node: Row, live: Live, at: Date): void {
  const wander = (value: number, by: number) => value * (1 + (world.chance() - 0.5) * by);
  const base = (node["_base"] as Live | undefined) ?? live;
  // Pulled back to where it began, so that hours of wandering stay believable.
  const drift = (
    name: "rxBytesPerSecond" | "txBytesPerSecond" | "cpu" | "memoryUsedBytes",
    by: number,
  ) => wander(live[name] * 0.88 + base[name] * 0.12, by);
  const inbounds = world.rows("inbounds").filter((i) => i["node"] === node.id);
  for (const inbound of inbounds.filter((i) => world.chance() < 0.3 && Number(i["online"]) > 0)) {
    inbound["online"] = Math.max(
      1,
      Number(inbound["online"]) + Math.round((world.chance() - 0.5) * 2),
    );
  }
  const next: Live = {
    ...live,
    cpu: Math.min(1, drift("cpu", 0.24)),
    memoryUsedBytes: Math.round(drift("memoryUsedBytes", 0.01)),
    rxBytesPerSecond: Math.round(drift("rxBytesPerSecond", 0.34)),
    txBytesPerSecond: Math.round(drift("txBytesPerSecond", 0.34)),
    online: inbounds.reduce((sum, i) => sum + Number(i["online"]), 0),
    at: at.toISOString(),
    inbounds: inbounds.map((i) => ({
      id: i.id,
      online: Number(i["online"]),
      bytesPerSecond: Math.round((live.rxBytesPerSecond + live.txBytesPerSecond) / inbounds.length),
    })),
  };
  Object.assign(node, { live: next, _base: base });
  const row = { node: node.id, ...next } as unknown as Row;
  world.samples = [...world.samples.slice(-MOST_SAMPLES), row];
  world.emit({ kind: "metrics", verb: "put", row, revision: world.revision });
}
