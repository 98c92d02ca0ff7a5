import { type Chance, chanceOf, uuid } from "./chance.ts";

export interface Row {
  id: string;
  name: string;
  generation: number;
  createdAt: string;
  revision: number;
  [field: string]: unknown;
}

export interface Change {
  kind: string;
  verb: "put" | "delete";
  row: Row;
  revision: number;
}

export interface Fault {
  method: string;
  /** The start of the path. */
  path: string;
  status: number;
  problem: Record<string, unknown>;
  times: number;
}

/** What a test may bend. */
export interface Bends {
  faults: Fault[];
  /** Answers say that they are so old: no quorum. Writes are refused. */
  staleSeconds: number | null;
  /** Event streams are refused and cut. */
  noStreams: boolean;
  /** Figures stand still, for pictures. */
  frozen: boolean;
}

/** One whole cluster in memory: rows by kind, a revision, listeners. */
export class World {
  readonly kinds = new Map<string, Map<string, Row>>();
  readonly chance: Chance;
  readonly bends: Bends = { faults: [], staleSeconds: null, noStreams: false, frozen: false };
  readonly passwords = new Map<string, string>();
  readonly sessions = new Map<string, { admin: string; csrf: string }>();
  readonly timers = new Set<ReturnType<typeof setTimeout>>();
  readonly done = new Map<string, { status: number; body: unknown }>();
  /** The figures of the last minute and a half, oldest first: what a fresh page draws. */
  samples: Row[] = [];
  /** Where the mock itself did not keep to the API's document. A test must find none. */
  readonly broken: string[] = [];
  revision = 4000;
  leader = "";
  private readonly listeners = new Set<(change: Change) => void>();
  private readonly cutters = new Set<() => void>();

  constructor(
    readonly name: string,
    readonly now: () => Date,
  ) {
    this.chance = chanceOf(name.split("-")[0] ?? name);
  }

  rows(kind: string): Row[] {
    return [...this.kind(kind).values()];
  }

  /** By id or by name, as the API does. */
  find(kind: string, idOrName: string): Row | undefined {
    const rows = this.kind(kind);
    return rows.get(idOrName) ?? [...rows.values()].find((r) => r.name === idOrName);
  }

  create(kind: string, fields: Record<string, unknown> & { name: string }, at?: Date): Row {
    const row: Row = {
      id: uuid(this.chance),
      generation: 1,
      createdAt: (at ?? this.now()).toISOString(),
      revision: 0,
      labels: {},
      ...fields,
    };
    return this.put(kind, row);
  }

  /** Changes the wanted state: raises generation and revision. */
  update(kind: string, row: Row, fields: Record<string, unknown>): Row {
    return this.put(kind, { ...row, ...fields, generation: row.generation + 1 });
  }

  put(kind: string, row: Row): Row {
    this.revision += 1;
    const next = { ...row, revision: this.revision };
    this.kind(kind).set(next.id, next);
    this.emit({ kind, verb: "put", row: next, revision: this.revision });
    return next;
  }

  /** Changes what is observed: a new event, the same revision of the row. */
  observe(kind: string, row: Row, fields: Record<string, unknown>): Row {
    this.revision += 1;
    const next = { ...row, ...fields };
    this.kind(kind).set(next.id, next);
    this.emit({ kind, verb: "put", row: next, revision: this.revision });
    return next;
  }

  delete(kind: string, row: Row): void {
    this.revision += 1;
    this.kind(kind).delete(row.id);
    this.emit({ kind, verb: "delete", row, revision: this.revision });
  }

  emit(change: Change): void {
    this.listeners.forEach((listener) => listener(change));
  }

  listen(listener: (change: Change) => void, cut: () => void): () => void {
    this.listeners.add(listener);
    this.cutters.add(cut);
    return () => {
      this.listeners.delete(listener);
      this.cutters.delete(cut);
    };
  }

  cutStreams(): void {
    [...this.cutters].forEach((cut) => cut());
  }

  later(millis: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      run();
    }, millis);
    this.timers.add(timer);
  }

  event(severity: string, reason: string, subject: string, text: string, at?: Date): Row {
    return this.create("events", { name: "", severity, reason, subject, text }, at);
  }

  private kind(kind: string): Map<string, Row> {
    const rows = this.kinds.get(kind) ?? new Map<string, Row>();
    this.kinds.set(kind, rows);
    return rows;
  }
}
