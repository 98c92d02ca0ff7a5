import type * as theirs from "./schema";
import type {
  Cluster,
  JoinString,
  Masters,
  NewJoinString,
  Node,
  NodeMetrics,
} from "./types/cluster";
import type { Inbound, Route, User, UserLink } from "./types/vpn";
import type { Admin, AuditEntry, Event, Operation, Session, Token } from "./types/work";

/** Compiles only where what the API sends fits what the console expects of it. */
type Fits<Ours, Theirs extends Ours> = Theirs;

export type Agreed = [
  Fits<Cluster, theirs.Cluster>,
  Fits<Node, theirs.Node>,
  Fits<NodeMetrics, theirs.Metrics>,
  Fits<Masters, theirs.Masters>,
  Fits<JoinString, theirs.JoinString>,
  Fits<NewJoinString, theirs.JoinStringWithSecret>,
  Fits<Inbound, theirs.Inbound>,
  Fits<Route, theirs.Route>,
  Fits<User, theirs.User>,
  Fits<UserLink, theirs.UserLinks>,
  Fits<Operation, theirs.Operation>,
  Fits<Event, theirs.Event>,
  Fits<Session, theirs.Session>,
  Fits<Admin, theirs.Admin>,
  Fits<Admin & { password?: string }, theirs.AdminWithSecret>,
  Fits<Token, theirs.Token>,
  Fits<Token & { token?: string }, theirs.TokenWithSecret>,
  Fits<AuditEntry, theirs.Audit>,
];
