import type { Meta } from "./shared";

export type ClusterState = "Provisioning" | "Active" | "Degraded" | "Archived";

export interface Cluster extends Meta {
  self: boolean;
  profileTitle?: string;
  supportUrl?: string;
  status: { state: ClusterState; why?: string; warnings?: string[] };
  counts: {
    masters: number;
    workers: number;
    inbounds: number;
    routes: number;
    users: number;
    online: number;
  };
}

export type Role = "master" | "worker" | "witness";
export type NodeState = "Joining" | "Ready" | "Lost" | "Removed";
export type Availability = "active" | "drained" | "maintenance";

export interface Link {
  number: number;
  address: string;
  priority: number;
}

export interface Metrics {
  /** Share of all cores, 0 to 1. */
  cpu: number;
  memoryUsedBytes: number;
  memoryTotalBytes: number;
  rxBytesPerSecond: number;
  txBytesPerSecond: number;
  diskUsedBytes: number;
  diskTotalBytes: number;
  online: number;
  at: string;
  inbounds?: { id: string; online: number; bytesPerSecond: number }[];
}

export interface NodeMetrics extends Metrics {
  node: string;
}

export interface Node extends Meta {
  roles: Role[];
  zone: string;
  links: Link[];
  publicAddress: string;
  ports: { https: number; agents: number; raft: number; inbound: number };
  availability: Availability;
  /** Load coefficient in thousandths: 1000 is 1.0. */
  coefficientMilli: number;
  keyPin: string;
  status: {
    state: NodeState;
    since: string;
    why?: string;
    version?: string;
    warnings?: string[];
  };
  /** True for the active master. */
  active: boolean;
  voter: boolean;
  live: Metrics | null;
  trafficBytes: number;
}

export type MasterState = "active" | "standby" | "learner" | "unreachable";

export interface Masters {
  items: {
    node: string;
    name: string;
    state: MasterState;
    voter: boolean;
    lagEntries: number;
    lastContactMillis: number;
  }[];
  epoch: string;
  leader?: string;
  quorum: {
    voters: number;
    needed: number;
    mayLose: number;
    ok: boolean;
    /** Zones whose loss would leave no majority, though one master may be lost. */
    fatalZones: string[];
  };
  revision: number;
}

export interface JoinString extends Meta {
  roles: Role[];
  expiresAt: string;
  uses: number;
  cidr?: string;
  status?: { usedBy: string[] };
}

/** The answer of creating one: the only time that the line itself is shown. */
export interface NewJoinString extends JoinString {
  joinString: string;
  command: string;
}
