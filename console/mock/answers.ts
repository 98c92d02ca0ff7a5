import type { Row, World } from "./world.ts";

/** Thrown by a handler: becomes problem+json. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly more: Record<string, unknown> = {},
  ) {
    super(detail);
  }
}

export interface Call {
  world: World;
  body: Record<string, unknown>;
  query: URLSearchParams;
  actor: string;
  ifMatch: number | undefined;
}

export interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export type Handler = (call: Call, ...parts: string[]) => Reply;

export function ok(body: unknown): Reply {
  return { status: 200, body };
}

export function created(row: Row): Reply {
  return { status: 201, body: row };
}

export function need(world: World, kind: string, idOrName: string): Row {
  const row = world.find(kind, idOrName);
  if (row === undefined) {
    const one = kind.replace(/s$/, "");
    throw new Refusal(404, "not_found", `There is no ${one} '${idOrName}'.`);
  }
  return row;
}

export function invalid(field: string, expected: string, found: unknown): Refusal {
  const detail = `Expected ${field} to be ${expected}, but it is '${String(found)}'.`;
  return new Refusal(400, "invalid", detail, { field });
}

const NAME = /^[\p{L}\p{N}\p{So}][\p{L}\p{N}\p{So} ._@-]{0,62}$/u;

export function checkName(world: World, kind: string, name: unknown, self?: Row): string {
  if (typeof name !== "string" || !NAME.test(name)) {
    throw invalid(
      "name",
      "1-63 letters, digits, symbols, blanks or ._@-, starting with one of the first three",
      name,
    );
  }
  const other = world.rows(kind).find((r) => r.name === name);
  if (other !== undefined && other.id !== self?.id) {
    const one = kind.replace(/s$/, "");
    throw new Refusal(
      409,
      "already_exists",
      `There is a ${one} '${name}' already. Choose another name.`,
      {
        field: "name",
      },
    );
  }
  return name;
}

export function checkMatch(call: Call, row: Row): void {
  if (call.ifMatch !== undefined && call.ifMatch !== row.revision) {
    throw new Refusal(
      412,
      "moved",
      `Expected '${row.name}' at revision ${call.ifMatch}, but it is at ${row.revision}. ` +
        "Read it again and repeat.",
    );
  }
}

export function page(world: World, rows: Row[]): Reply {
  return ok({ items: rows, revision: world.revision });
}
