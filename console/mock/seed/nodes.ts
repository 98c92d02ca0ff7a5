import { base64url, hex, uuid } from "../chance.ts";
import type { Row, World } from "../world.ts";

const GIB = 1024 ** 3;

interface Plan {
  name: string;
  roles: string[];
  zone: string;
  address: string;
  memory: number;
  /** Usual traffic in bytes per second and users online. */
  rate: number;
  online: number;
  cpu: number;
  trafficBytes: number;
  availability?: string;
  warnings?: string[];
  coefficientMilli?: number;
}

export const FLEET: readonly Plan[] = [
  {
    name: "fra-1",
    roles: ["master", "worker"],
    zone: "Frankfurt",
    address: "203.0.113.10",
    memory: 8,
    rate: 21e6,
    online: 96,
    cpu: 0.34,
    trafficBytes: 18.4e12,
  },
  {
    name: "ams-1",
    roles: ["master"],
    zone: "Amsterdam",
    address: "198.51.100.21",
    memory: 4,
    rate: 0.4e6,
    online: 0,
    cpu: 0.06,
    trafficBytes: 0.2e12,
  },
  {
    name: "hel-1",
    roles: ["master"],
    zone: "Helsinki",
    address: "192.0.2.31",
    memory: 4,
    rate: 0.3e6,
    online: 0,
    cpu: 0.05,
    trafficBytes: 0.2e12,
  },
  {
    name: "fra-2",
    roles: ["worker"],
    zone: "Frankfurt",
    address: "203.0.113.12",
    memory: 4,
    rate: 37e6,
    online: 142,
    cpu: 0.48,
    trafficBytes: 31.9e12,
    coefficientMilli: 1500,
  },
  {
    name: "ams-2",
    roles: ["worker"],
    zone: "Amsterdam",
    address: "198.51.100.22",
    memory: 4,
    rate: 44e6,
    online: 171,
    cpu: 0.61,
    trafficBytes: 36.2e12,
  },
  {
    name: "lon-1",
    roles: ["worker"],
    zone: "London",
    address: "198.51.100.77",
    memory: 2,
    rate: 12e6,
    online: 58,
    cpu: 0.27,
    trafficBytes: 9.8e12,
  },
  {
    name: "par-1",
    roles: ["worker"],
    zone: "Paris",
    address: "192.0.2.144",
    memory: 2,
    rate: 1.1e6,
    online: 4,
    cpu: 0.09,
    trafficBytes: 6.1e12,
    availability: "drained",
  },
  {
    name: "waw-1",
    roles: ["worker"],
    zone: "Warsaw",
    address: "203.0.113.201",
    memory: 2,
    rate: 3.9e6,
    online: 17,
    cpu: 0.78,
    trafficBytes: 4.4e12,
    warnings: ["The clock is 1.8 s ahead of the cluster. Check the time service of this server."],
  },
];

export function addNode(world: World, plan: Plan, ageDays: number, state = "Ready"): Row {
  const at = new Date(world.now().getTime() - ageDays * 86_400_000);
  const master = plan.roles.includes("master");
  const id = uuid(world.chance);
  return world.create(
    "nodes",
    {
      id,
      name: plan.name,
      roles: plan.roles,
      zone: plan.zone,
      links: [{ number: 0, address: plan.address, priority: 10 }],
      publicAddress: plan.address,
      ports: { https: 8443, agents: 8444, raft: 8445, inbound: 8446 },
      availability: plan.availability ?? "active",
      coefficientMilli: plan.coefficientMilli ?? 1000,
      keyPin: hex(world.chance, 64),
      labels: {},
      status: {
        state,
        since: at.toISOString(),
        why: "",
        version: "0.1.0",
        warnings: plan.warnings ?? [],
      },
      active: false,
      voter: master,
      trafficBytes: plan.trafficBytes,
      live: {
        node: id,
        cpu: plan.cpu,
        memoryUsedBytes: Math.round(plan.memory * GIB * (0.35 + plan.cpu / 3)),
        memoryTotalBytes: plan.memory * GIB,
        rxBytesPerSecond: Math.round(plan.rate * 0.52),
        txBytesPerSecond: Math.round(plan.rate * 0.48),
        diskUsedBytes: Math.round(9.4 * GIB),
        diskTotalBytes: 40 * GIB,
        online: plan.online,
        at: world.now().toISOString(),
        clockAheadMillis: 3,
        inbounds: [],
      },
    },
    at,
  );
}

export function addInbound(
  world: World,
  node: Row,
  fields: { name: string; masquerade: string; route?: Row; port?: number; online: number },
): Row {
  const drained = node["availability"] !== "active";
  return world.create(
    "inbounds",
    {
      name: fields.name,
      node: node.id,
      route: fields.route?.id ?? "",
      protocol: "vlessReality",
      port: fields.port ?? 443,
      masquerade: fields.masquerade,
      blockTorrents: true,
      publicKey: base64url(world.chance, 43),
      shortIds: [hex(world.chance, 8)],
      status: {
        state: "Active",
        why: drained ? "The server is drained: no new users are sent here." : "",
        observedGeneration: 1,
      },
      online: fields.online,
    },
    new Date(world.now().getTime() - 40 * 86_400_000),
  );
}
