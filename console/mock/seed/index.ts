import type { Row } from "../world.ts";
import { World } from "../world.ts";
import { FLEET, addInbound, addNode } from "./nodes.ts";
import { addStory } from "./story.ts";
import { addUsers } from "./users.ts";

export const PASSWORD = "partridge-42";

/**
 * Makes a world. The word before the first dash of its name chooses which: `empty` is a cluster
 * as `covey up` leaves it without inbounds, `first` still has its first password, `viewer` may only
 * look, `large` has a hundred workers; any other is the usual one.
 */
export function seed(name: string, now: () => Date): World {
  const world = new World(name, now);
  const kind = name.split("-")[0];
  world.passwords.set("admin", PASSWORD);
  addAccess(world, kind === "first", kind === "viewer" ? "viewer" : "admin");
  world.create(
    "clusters",
    {
      name: "aurora",
      self: true,
      profileTitle: "Aurora",
      supportUrl: "https://help.example.net",
      firewallPorts: [443, 8443, 8444, 8445, 8446],
      status: { state: "Active", why: "", warnings: [] },
      counts: {},
    },
    new Date(now().getTime() - 94 * 86_400_000),
  );
  if (kind === "empty") {
    const [first] = FLEET;
    if (first) {
      const node = addNode(
        world,
        { ...first, online: 0, rate: 2e4, cpu: 0.03, trafficBytes: 0 },
        0,
      );
      world.leader = node.id;
    }
  } else {
    usual(world, kind === "large" ? 100 : 0);
  }
  return world;
}

function usual(world: World, more: number): void {
  const nodes = new Map<string, Row>(
    FLEET.map((plan, i) => [plan.name, addNode(world, plan, 94 - i * 6)]),
  );
  world.leader = nodes.get("fra-1")?.id ?? "";
  const europe = world.create("routes", { name: "Europe", algorithm: "leastLoaded" });
  const streaming = world.create("routes", { name: "Streaming", algorithm: "roundRobin" });
  const kingdom = world.create("routes", { name: "United Kingdom", algorithm: "leastLoaded" });
  const inbound = (
    node: string,
    name: string,
    masquerade: string,
    online: number,
    route?: Row,
    port?: number,
  ) => {
    const row = nodes.get(node);
    return (
      row &&
      addInbound(world, row, {
        name,
        masquerade,
        online,
        ...(route ? { route } : {}),
        ...(port ? { port } : {}),
      })
    );
  };
  inbound("fra-1", "Frankfurt 1", "www.heise.de", 96, europe);
  inbound("fra-2", "Frankfurt 2", "www.heise.de", 88, europe);
  inbound("fra-2", "Frankfurt TV", "www.zdf.de", 54, streaming, 8446);
  inbound("ams-2", "Amsterdam", "www.nos.nl", 120, europe);
  inbound("ams-2", "Amsterdam TV", "www.npo.nl", 51, streaming, 8446);
  inbound("lon-1", "London", "www.bbc.co.uk", 58, kingdom);
  inbound("par-1", "Paris", "www.lemonde.fr", 4);
  const warsaw = inbound("waw-1", "Warsaw", "www.onet.pl", 17, europe);
  if (warsaw) {
    world.observe("inbounds", warsaw, {
      status: {
        state: "Unavailable",
        why: "Port 443 of waw-1 does not answer.",
        observedGeneration: 1,
      },
      online: 0,
    });
  }
  for (let i = 0; i < more; i += 1) {
    large(world, i, [europe, streaming, kingdom][i % 3] ?? europe);
  }
  addUsers(world, more > 0 ? 2400 : undefined);
  addStory(world);
}

function large(world: World, i: number, route: Row): void {
  const [plan] = FLEET.slice(3);
  if (plan) {
    const name = `wrk-${String(i + 1).padStart(3, "0")}`;
    const node = addNode(
      world,
      {
        ...plan,
        name,
        zone: `Zone ${(i % 8) + 1}`,
        address: `10.20.${Math.floor(i / 250)}.${(i % 250) + 1}`,
      },
      10,
    );
    addInbound(world, node, {
      name: `Entry ${i + 1}`,
      masquerade: "www.example.org",
      online: 40,
      route,
    });
  }
}

function addAccess(world: World, mustChangePassword: boolean, role: string): void {
  const ago = (days: number) => new Date(world.now().getTime() - days * 86_400_000);
  world.create("admins", { name: "admin", role, mustChangePassword }, ago(94));
  world.create("admins", { name: "maren", role: "admin", mustChangePassword: false }, ago(88));
  world.create("admins", { name: "support", role: "viewer", mustChangePassword: true }, ago(3));
  world.create("tokens", { name: "billing", role: "admin", createdBy: "admin" });
  world.create("tokens", {
    name: "grafana",
    role: "viewer",
    createdBy: "maren",
    expiresAt: new Date(world.now().getTime() + 40 * 86_400_000).toISOString(),
  });
  const audit: [number, string, string, string, string][] = [
    [4, "admin", "user.update", "user/chen.wei", "name chen.wei"],
    [126, "admin", "drain", "node/par-1", ""],
    [305, "maren", "makeMaster", "node/fra-1", "epoch 1.5 → 1.6"],
    [380, "admin", "connect", "node/mad-1", "root@192.0.2.88:22"],
    [700, "token:billing", "create", "user/yara.nassar", ""],
    [1464, "admin", "connect", "node/waw-1", "root@203.0.113.201:22"],
  ];
  for (const [minutes, actor, action, subject, detail] of audit) {
    const at = new Date(world.now().getTime() - minutes * 60_000);
    world.create("audit", { name: "", actor, action, subject, detail }, at);
  }
}
