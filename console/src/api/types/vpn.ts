import type { Meta } from "./shared";

export type InboundState = "Pending" | "Active" | "Failed" | "Unavailable";

export interface Inbound extends Meta {
  node: string;
  nodeName: string;
  /** Empty when the inbound is in no route. */
  route: string;
  routeName?: string;
  protocol: "vlessReality";
  port: number;
  masquerade: string;
  blockTorrents: boolean;
  publicKey: string;
  shortIds: string[];
  status: { state: InboundState; why?: string; observedGeneration?: number };
  online: number;
}

export type Algorithm = "leastLoaded" | "roundRobin";

export interface Route extends Meta {
  algorithm: Algorithm;
  inbounds: string[];
  status: { inbounds: number; live: number };
}

export type UserState = "active" | "disabled" | "limited" | "expired";

export interface User extends Meta {
  number: number;
  enabled: boolean;
  /** 0 means without a limit. */
  dataLimitBytes: number;
  usedBytes: number;
  expiresAt?: string | null;
  /** Empty means every route. */
  routes: string[];
  note?: string;
  online: number;
  status: { state: UserState; since: string };
}

export interface UserLink {
  subscriptionUrl: string;
  links: { route: string; name: string; link: string }[];
}
