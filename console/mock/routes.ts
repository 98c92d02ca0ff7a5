import type { Handler } from "./answers.ts";
import * as access from "./handlers/access.ts";
import * as cluster from "./handlers/cluster.ts";
import * as nodes from "./handlers/nodes.ts";
import * as users from "./handlers/users.ts";
import * as vpn from "./handlers/vpn.ts";
import * as work from "./handlers/work.ts";

const SELF = "/v1/clusters/self";

/** Method, path with `*` for one part, handler. */
const TABLE: readonly [string, string, Handler][] = [
  ["GET", "/v1/clusters", cluster.clusters],
  ["GET", SELF, cluster.oneCluster],
  ["PATCH", SELF, cluster.changeCluster],
  ["GET", `${SELF}/masters`, cluster.masters],
  ["GET", `${SELF}/nodes`, nodes.listNodes],
  ["POST", `${SELF}/nodes`, nodes.createNode],
  ["GET", `${SELF}/nodes/*`, nodes.oneNode],
  ["PATCH", `${SELF}/nodes/*`, nodes.changeNode],
  ["DELETE", `${SELF}/nodes/*`, nodes.deleteNode],
  ["POST", `${SELF}/nodes/*:drain`, nodes.drain],
  ["POST", `${SELF}/nodes/*:resume`, nodes.resume],
  ["POST", `${SELF}/nodes/*:makeMaster`, nodes.makeMaster],
  ["GET", `${SELF}/join-strings`, work.listJoinStrings],
  ["POST", `${SELF}/join-strings`, work.createJoinString],
  ["DELETE", `${SELF}/join-strings/*`, work.deleteJoinString],
  ["GET", `${SELF}/inbounds`, vpn.listInbounds],
  ["POST", `${SELF}/inbounds`, vpn.createInbound],
  ["GET", `${SELF}/inbounds/*`, vpn.oneInbound],
  ["PATCH", `${SELF}/inbounds/*`, vpn.changeInbound],
  ["DELETE", `${SELF}/inbounds/*`, vpn.deleteInbound],
  ["GET", `${SELF}/routes`, vpn.listRoutes],
  ["POST", `${SELF}/routes`, vpn.createRoute],
  ["GET", `${SELF}/routes/*`, vpn.oneRoute],
  ["PATCH", `${SELF}/routes/*`, vpn.changeRoute],
  ["DELETE", `${SELF}/routes/*`, vpn.deleteRoute],
  ["GET", `${SELF}/users`, users.listUsers],
  ["POST", `${SELF}/users`, users.createUser],
  ["POST", `${SELF}/users/*:reset`, users.resetUser],
  ["POST", `${SELF}/users/*:revoke`, users.revokeUser],
  ["GET", `${SELF}/users/*/link`, users.userLink],
  ["GET", `${SELF}/users/*/qr`, users.userQr],
  ["GET", `${SELF}/users/*`, users.oneUser],
  ["PATCH", `${SELF}/users/*`, users.changeUser],
  ["DELETE", `${SELF}/users/*`, users.deleteUser],
  ["GET", `${SELF}/operations`, work.listOperations],
  ["GET", `${SELF}/operations/*`, work.oneOperation],
  ["POST", `${SELF}/operations/*:retry`, work.retryOperation],
  ["POST", `${SELF}/operations/*:cancel`, work.cancelOperation],
  ["GET", `${SELF}/events`, work.listEvents],
  ["GET", "/v1/admins", access.listAdmins],
  ["POST", "/v1/admins", access.createAdmin],
  ["PATCH", "/v1/admins/*", access.changeAdmin],
  ["DELETE", "/v1/admins/*", access.deleteAdmin],
  ["POST", "/v1/admins/*:reset", access.resetAdmin],
  ["GET", "/v1/tokens", access.listTokens],
  ["POST", "/v1/tokens", access.createToken],
  ["DELETE", "/v1/tokens/*", access.deleteToken],
  ["GET", "/v1/audit", access.listAudit],
  ["POST", "/v1/session:password", access.changePassword],
];

const COMPILED = TABLE.map(([method, path, handler]) => ({
  method,
  pattern: new RegExp(`^${path.replaceAll("*", "([^/:]+)")}$`),
  handler,
}));

export function find(
  method: string,
  path: string,
): { handler: Handler; parts: string[] } | undefined {
  for (const route of COMPILED) {
    const match = route.method === method ? route.pattern.exec(path) : null;
    if (match !== null) {
      return { handler: route.handler, parts: match.slice(1).map(decodeURIComponent) };
    }
  }
  return undefined;
}
