/**
 * Every path of the API that the console calls; one place, snapshot-tested, so that none drifts.
 */

const self = "/v1/clusters/self";
const part = encodeURIComponent;

export const paths = {
  session: "/v1/session",
  password: "/v1/session:password",
  admins: "/v1/admins",
  admin: (name: string) => `/v1/admins/${part(name)}`,
  adminReset: (name: string) => `/v1/admins/${part(name)}:reset`,
  tokens: "/v1/tokens",
  token: (name: string) => `/v1/tokens/${part(name)}`,
  audit: "/v1/audit",
  clusters: "/v1/clusters",
  cluster: self,
  watch: (kinds: readonly string[]) => `${self}/watch?kinds=${kinds.join(",")}`,
  nodes: `${self}/nodes`,
  node: (id: string) => `${self}/nodes/${part(id)}`,
  nodePlan: (id: string) => `${self}/nodes/${part(id)}?plan=true`,
  nodeVerb: (id: string, verb: "drain" | "resume" | "makeMaster") =>
    `${self}/nodes/${part(id)}:${verb}`,
  masters: `${self}/masters`,
  joinStrings: `${self}/join-strings`,
  joinString: (id: string) => `${self}/join-strings/${part(id)}`,
  inbounds: `${self}/inbounds`,
  inbound: (id: string) => `${self}/inbounds/${part(id)}`,
  inboundPlan: (id: string) => `${self}/inbounds/${part(id)}?plan=true`,
  routes: `${self}/routes`,
  route: (id: string) => `${self}/routes/${part(id)}`,
  users: `${self}/users`,
  usersPage: (sought: string, limit: number, after: string) =>
    `${self}/users?limit=${limit}&q=${part(sought)}${after === "" ? "" : `&continue=${part(after)}`}`,
  user: (id: string) => `${self}/users/${part(id)}`,
  userVerb: (id: string, verb: "reset" | "revoke") => `${self}/users/${part(id)}:${verb}`,
  userLink: (id: string) => `${self}/users/${part(id)}/link`,
  userQr: (id: string, of: "subscription" | "link") => `${self}/users/${part(id)}/qr?of=${of}`,
  operation: (id: string) => `${self}/operations/${part(id)}`,
  operationVerb: (id: string, verb: "retry" | "cancel") => `${self}/operations/${part(id)}:${verb}`,
} as const;
