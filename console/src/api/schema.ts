// Written by scripts/openapi.mjs out of docs/openapi.json. Do not edit.

export interface Cluster {
  id: string;
  name: string;
  generation: number;
  createdAt: string;
  labels: Record<string, string>;
  revision: number;
  self: boolean;
  profileTitle: string;
  supportUrl: string;
  firewallPorts: number[];
  status: {
    state: "Provisioning" | "Active" | "Degraded" | "Archived";
    why: string;
    warnings: string[];
  };
  counts: {
    masters: number;
    workers: number;
    inbounds: number;
    routes: number;
    users: number;
    online: number;
  };
}

export interface Link {
  number: number;
  address: string;
  priority: number;
}

export interface PortsOfNode {
  https: number;
  agents: number;
  raft: number;
  inbound: number;
}

export interface Metrics {
  node: string;
  cpu: number;
  memoryUsedBytes: number;
  memoryTotalBytes: number;
  rxBytesPerSecond: number;
  txBytesPerSecond: number;
  diskUsedBytes: number;
  diskTotalBytes: number;
  online: number;
  at: string;
  clockAheadMillis: number | null;
  inbounds: {
    id: string;
    online: number;
    bytesPerSecond: number;
  }[];
}

export interface Node {
  id: string;
  name: string;
  generation: number;
  createdAt: string;
  labels: Record<string, string>;
  revision: number;
  roles: ("master" | "worker" | "witness")[];
  zone: string;
  links: Link[];
  publicAddress: string;
  ports: PortsOfNode;
  availability: "active" | "drained" | "maintenance";
  coefficientMilli: number;
  keyPin: string;
  status: {
    state: "Joining" | "Ready" | "Lost" | "Removed";
    since: string;
    why: string;
    version: string;
    warnings: string[];
  };
  active: boolean;
  voter: boolean;
  live: Metrics | null;
  trafficBytes: number;
}

export interface Masters {
  items: {
    node: string;
    name: string;
    state: "active" | "standby" | "learner" | "unreachable";
    zone: string;
    voter: boolean;
    witness: boolean;
    addresses: string[];
    lagEntries: number;
    lastContactMillis: number;
    clockAheadMillis: number | null;
  }[];
  epoch: string;
  leader: string;
  term: number;
  committed: number;
  changing: boolean;
  at: string;
  quorum: {
    voters: number;
    reached: number;
    needed: number;
    mayLose: number;
    ok: boolean;
    fatalZones: string[];
  };
  revision: number;
}

export interface JoinString {
  id: string;
  name: string;
  generation: number;
  createdAt: string;
  labels: Record<string, string>;
  revision: number;
  roles: ("master" | "worker" | "witness")[];
  expiresAt: string;
  uses: number;
  cidr: string;
  status: {
    usedBy: string[];
  };
}

export interface JoinStringWithSecret {
  id: string;
  name: string;
  generation: number;
  createdAt: string;
  labels: Record<string, string>;
  revision: number;
  roles: ("master" | "worker" | "witness")[];
  expiresAt: string;
  uses: number;
  cidr: string;
  status: {
    usedBy: string[];
  };
  joinString: string;
  command: string;
}

export interface Inbound {
  id: string;
  name: string;
  generation: number;
  createdAt: string;
  labels: Record<string, string>;
  revision: number;
  node: string;
  nodeName: string;
  route: string;
  routeName: string;
  protocol: "vlessReality";
  port: number;
  masquerade: string;
  blockTorrents: boolean;
  publicKey: string;
  shortIds: string[];
  status: {
    state: "Pending" | "Active" | "Failed" | "Unavailable";
    why: string;
    observedGeneration: number;
  };
  online: number;
  bytesPerSecond: number;
}

export interface Route {
  id: string;
  name: string;
  generation: number;
  createdAt: string;
  labels: Record<string, string>;
  revision: number;
  algorithm: "leastLoaded" | "roundRobin";
  inbounds: string[];
  status: {
    inbounds: number;
    live: number;
  };
}

export interface User {
  id: string;
  name: string;
  generation: number;
  createdAt: string;
  labels: Record<string, string>;
  revision: number;
  number: number;
  enabled: boolean;
  dataLimitBytes: number;
  usedBytes: number;
  upBytes: number;
  downBytes: number;
  expiresAt?: string;
  routes: string[];
  routeNames: string[];
  note: string;
  online: number;
  status: {
    state: "active" | "disabled" | "limited" | "expired";
    since: string;
  };
}

export interface UserLinks {
  subscriptionUrl: string;
  links: {
    route: string;
    name: string;
    link: string;
  }[];
}

export interface Operation {
  id: string;
  name: string;
  generation: number;
  createdAt: string;
  labels: Record<string, string>;
  revision: number;
  type: string;
  subject: string;
  actor: string;
  attempt: number;
  cancelled: boolean;
  parameters: Record<string, string>;
  status: {
    state: "Pending" | "AwaitingCode" | "Running" | "Succeeded" | "Failed" | "Cancelled";
    attempt: number;
    stages: {
      name: string;
      state: "Pending" | "AwaitingCode" | "Running" | "Succeeded" | "Failed" | "Cancelled";
      message: string;
      startedAt?: string | null;
      endedAt?: string | null;
    }[];
    log: string[];
    result: string;
  };
}

export interface Event {
  id: string;
  name: string;
  generation: number;
  createdAt: string;
  labels: Record<string, string>;
  revision: number;
  severity: "notice" | "warning" | "alarm";
  reason: string;
  subject: string;
  text: string;
}

export interface Session {
  admin: string;
  role: "admin" | "viewer";
  csrf: string;
  mustChangePassword: boolean;
}

export interface Admin {
  id: string;
  name: string;
  generation: number;
  createdAt: string;
  labels: Record<string, string>;
  revision: number;
  role: "admin" | "viewer";
  mustChangePassword: boolean;
}

export interface AdminWithSecret {
  id: string;
  name: string;
  generation: number;
  createdAt: string;
  labels: Record<string, string>;
  revision: number;
  role: "admin" | "viewer";
  mustChangePassword: boolean;
  password?: string;
}

export interface Token {
  id: string;
  name: string;
  generation: number;
  createdAt: string;
  labels: Record<string, string>;
  revision: number;
  role: "admin" | "viewer";
  createdBy: string;
  expiresAt?: string;
}

export interface TokenWithSecret {
  id: string;
  name: string;
  generation: number;
  createdAt: string;
  labels: Record<string, string>;
  revision: number;
  role: "admin" | "viewer";
  createdBy: string;
  expiresAt?: string;
  token?: string;
}

export interface Audit {
  id: string;
  name: string;
  generation: number;
  createdAt: string;
  labels: Record<string, string>;
  revision: number;
  actor: string;
  action: string;
  subject: string;
  detail: string;
}
