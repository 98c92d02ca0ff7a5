/**
 * What every resource answers with, flat beside its own fields. Times are RFC 3339, bytes are
 * integers.
 */
export interface Meta {
  id: string;
  name: string;
  /** Rises with every change of the wanted state. */
  generation: number;
  createdAt: string;
  labels?: Record<string, string>;
  /** The store revision of the last change of the wanted state: the ETag. */
  revision: number;
}

export interface Page<T> {
  items: T[];
  continue?: string;
  revision: number;
}

export type Permission = "admin" | "viewer";

/** What a removal would do; asked for with `?plan=true`, changes nothing. */
export interface Plan {
  removes: PlanLine[];
  /** Sentences about what happens besides: routes that become empty, who is connected. */
  effects: string[];
  /** Present when the removal would be refused. */
  refusal?: { code: string; detail: string };
}

export interface PlanLine {
  kind: string;
  id: string;
  name: string;
}
