import type { Cluster, Node, NodeMetrics } from "~/api/types/cluster";
import type { Inbound, Route, User } from "~/api/types/vpn";
import type { Event, Operation } from "~/api/types/work";
import { type History, extend } from "./history";
import { type Change, EMPTY, type LiveList, merge } from "./merge";
import type { SseMessage } from "./sse";

/** The kinds that the console follows by event stream. */
export interface Kinds {
  clusters: Cluster;
  nodes: Node;
  inbounds: Inbound;
  routes: Route;
  users: User;
  operations: Operation;
  events: Event;
}

export type KindName = keyof Kinds;
type AnyChange = Change<{ id: string }>;

const NAMES: readonly KindName[] = [
  "clusters",
  "nodes",
  "inbounds",
  "routes",
  "users",
  "operations",
  "events",
];

/**
 * What the streams have told, by kind, and the figures of each node. Changes are gathered and
 * applied together (`schedule`, an animation frame in the browser), so a first picture of a
 * thousand items is one rendering, not a thousand.
 */
export class LiveStore {
  private readonly lists = new Map<KindName, LiveList<{ id: string }>>();
  private readonly histories = new Map<string, History>();
  private readonly waiting = new Map<KindName, AnyChange[]>();
  private samples: NodeMetrics[] = [];
  private readonly listeners = new Map<string, Set<() => void>>();
  private scheduled = false;

  constructor(private readonly schedule: (flush: () => void) => void) {}

  list<K extends KindName>(kind: K): LiveList<Kinds[K]> {
    return (this.lists.get(kind) ?? EMPTY) as unknown as LiveList<Kinds[K]>;
  }

  history(node: string): History | undefined {
    return this.histories.get(node);
  }

  /**
   * Listens to one kind, or to one node's figures under `metrics:ID`, or to all under `metrics`.
   */
  subscribe(topic: string, listener: () => void): () => void {
    const set = this.listeners.get(topic) ?? new Set();
    set.add(listener);
    this.listeners.set(topic, set);
    return () => set.delete(listener);
  }

  /** A write's answer: shown at once, guarded by its revision like any event. */
  put<K extends KindName>(kind: K, value: Kinds[K]): void {
    this.add(kind, { kind: "put", id: value.id, value, revision: value.revision });
  }

  remove(kind: KindName, id: string, revision: number): void {
    this.add(kind, { kind: "delete", id, revision });
  }

  begin(kinds: readonly KindName[]): void {
    kinds.forEach((kind) => this.add(kind, { kind: "begin" }));
  }

  /**
   * Takes one event of a stream that carries `kinds`. Returns false when it asks to start again.
   */
  take(message: SseMessage, kinds: readonly KindName[]): boolean {
    const [first = "", second] = message.event.split(".");
    const verb = second ?? first;
    if (verb === "resync") {
      return false;
    }
    if (verb === "synced") {
      const named = NAMES.filter((name) => second !== undefined && name === first);
      (named.length > 0 ? named : kinds).forEach((kind) => this.add(kind, { kind: "synced" }));
      return true;
    }
    if (first === "metrics" && verb === "put") {
      this.sample(JSON.parse(message.data) as NodeMetrics);
    } else if (isKind(first) && (verb === "put" || verb === "delete")) {
      this.resource(first, verb, message);
    }
    return true;
  }

  private resource(kind: KindName, verb: "put" | "delete", message: SseMessage): void {
    const value = JSON.parse(message.data) as { id: string; revision?: number };
    const revision = Number(message.id ?? value.revision ?? 0);
    this.add(
      kind,
      verb === "put"
        ? { kind: "put", id: value.id, value, revision }
        : { kind: "delete", id: value.id, revision },
    );
  }

  private sample(sample: NodeMetrics): void {
    this.samples.push(sample);
    this.soon();
  }

  private add(kind: KindName, change: AnyChange): void {
    const changes = this.waiting.get(kind) ?? [];
    changes.push(change);
    this.waiting.set(kind, changes);
    this.soon();
  }

  private soon(): void {
    if (!this.scheduled) {
      this.scheduled = true;
      this.schedule(() => this.flush());
    }
  }

  private flush(): void {
    this.scheduled = false;
    const topics = new Set<string>();
    for (const [kind, changes] of this.waiting) {
      this.lists.set(kind, merge(this.lists.get(kind) ?? EMPTY, changes));
      topics.add(kind);
    }
    this.waiting.clear();
    for (const sample of this.samples) {
      this.histories.set(sample.node, extend(this.histories.get(sample.node), sample));
      topics.add(`metrics:${sample.node}`).add("metrics");
    }
    this.samples = [];
    topics.forEach((topic) => this.listeners.get(topic)?.forEach((listener) => listener()));
  }
}

function isKind(name: string): name is KindName {
  return (NAMES as readonly string[]).includes(name);
}
