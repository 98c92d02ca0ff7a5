/**
 * Lists that follow the server by events. Pure: (list, changes) → list. An item carries the store
 * revision at which it was seen; whatever is older than what is known changes nothing, so answers
 * of writes and events of the stream may come in any order.
 */
export interface LiveList<T> {
  items: ReadonlyMap<string, Entry<T>>;
  /** Revisions at which items went, so that a late answer does not bring them back. */
  gone: ReadonlyMap<string, number>;
  /** False until the first whole picture has come. */
  synced: boolean;
  /** Ids seen since a whole picture began; null outside of one. */
  pending: ReadonlySet<string> | null;
}

export interface Entry<T> {
  value: T;
  revision: number;
}

export type Change<T> =
  | { kind: "put"; id: string; value: T; revision: number }
  | { kind: "delete"; id: string; revision: number }
  /** A whole picture begins: what it does not name will be dropped at its end. */
  | { kind: "begin" }
  | { kind: "synced" };

export const EMPTY: LiveList<never> = {
  items: new Map(),
  gone: new Map(),
  synced: false,
  pending: null,
};

const MOST_GONE = 1000;

export function merge<T>(list: LiveList<T>, changes: readonly Change<T>[]): LiveList<T> {
  if (changes.length === 0) {
    return list;
  }
  const draft = new Draft(list);
  for (const change of changes) {
    draft.apply(change);
  }
  return draft.done();
}

class Draft<T> {
  private readonly items: Map<string, Entry<T>>;
  private readonly gone: Map<string, number>;
  private synced: boolean;
  private pending: Set<string> | null;

  constructor(list: LiveList<T>) {
    this.items = new Map(list.items);
    this.gone = new Map(list.gone);
    this.synced = list.synced;
    this.pending = list.pending === null ? null : new Set(list.pending);
  }

  apply(change: Change<T>): void {
    switch (change.kind) {
      case "put":
        return this.put(change.id, change.value, change.revision);
      case "delete":
        return this.delete(change.id, change.revision);
      case "begin":
        this.pending = new Set();
        return;
      case "synced":
        return this.finish();
    }
  }

  done(): LiveList<T> {
    return { items: this.items, gone: this.gone, synced: this.synced, pending: this.pending };
  }

  private put(id: string, value: T, revision: number): void {
    this.pending?.add(id);
    const known = this.items.get(id)?.revision ?? this.gone.get(id) ?? -1;
    // What a whole picture shows is newer than it says: its status may have changed since.
    if (revision < known && this.pending === null) {
      return;
    }
    this.items.set(id, { value, revision });
    this.gone.delete(id);
  }

  private delete(id: string, revision: number): void {
    const known = this.items.get(id)?.revision ?? -1;
    if (revision < known) {
      return;
    }
    this.items.delete(id);
    this.gone.set(id, revision);
    const oldest = this.gone.keys().next().value;
    if (this.gone.size > MOST_GONE && oldest !== undefined) {
      this.gone.delete(oldest);
    }
  }

  private finish(): void {
    const seen = this.pending;
    if (seen !== null) {
      for (const id of this.items.keys()) {
        if (!seen.has(id)) {
          this.items.delete(id);
        }
      }
    }
    this.pending = null;
    this.synced = true;
  }
}
