import type { Node, NodeMetrics } from "~/api/types/cluster";
import type { Inbound, Route } from "~/api/types/vpn";

const META = { generation: 1, createdAt: "2026-01-01T00:00:00Z", revision: 1 };

export function node(name: string, fields: Partial<Node> = {}): Node {
  return {
    ...META,
    id: name,
    name,
    roles: ["worker"],
    zone: "z",
    links: [{ number: 0, address: "192.0.2.1", priority: 1 }],
    publicAddress: "192.0.2.1",
    ports: { https: 8443, agents: 8444, raft: 8445, inbound: 8446 },
    availability: "active",
    coefficientMilli: 1000,
    keyPin: "0".repeat(64),
    status: { state: "Ready", since: META.createdAt },
    active: false,
    voter: false,
    live: null,
    trafficBytes: 0,
    ...fields,
  };
}

export function inbound(
  name: string,
  of: string,
  route = "",
  fields: Partial<Inbound> = {},
): Inbound {
  return {
    ...META,
    id: name,
    name,
    node: of,
    nodeName: of,
    route,
    protocol: "vlessReality",
    port: 443,
    masquerade: "example.org",
    blockTorrents: false,
    publicKey: "k",
    shortIds: ["ab"],
    status: { state: "Active" },
    online: 0,
    ...fields,
  };
}

export function route(name: string, createdAt = META.createdAt): Route {
  return {
    ...META,
    createdAt,
    id: name,
    name,
    algorithm: "leastLoaded",
    inbounds: [],
    status: { inbounds: 0, live: 0 },
  };
}

export function sample(of: string, at: string, rx = 10): NodeMetrics {
  return {
    node: of,
    at,
    cpu: 0.5,
    memoryUsedBytes: 1,
    memoryTotalBytes: 2,
    rxBytesPerSecond: rx,
    txBytesPerSecond: 0,
    diskUsedBytes: 1,
    diskTotalBytes: 2,
    online: 3,
  };
}
