import { paths } from "./paths";
import { ApiProblem, problemOf, unreachable } from "./problem";

export interface CallOptions {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  body?: unknown;
  /** Refuse with `moved` when the resource is no longer at this revision. */
  ifMatch?: number;
  /** Makes a write repeatable: the same id is applied at most once. */
  requestId?: string;
  signal?: AbortSignal;
}

export interface Answer<T> {
  data: T;
  /** Seconds by which a read without quorum may be old; undefined when it is fresh. */
  staleSeconds?: number;
}

interface Observer {
  /** Told with every answer: undefined means fresh. */
  stale(seconds: number | undefined): void;
  unauthenticated(): void;
}

let csrf = "";
const nobody: Observer = { stale: () => {}, unauthenticated: () => {} };
let observer: Observer = nobody;

/** The cookie's counterpart, from the session answer; sent with every write. */
export function setCsrf(token: string): void {
  csrf = token;
}

export function observe(next: Observer | null): void {
  observer = next ?? nobody;
}

/** One request. Throws {@link ApiProblem} for everything that is not a good answer. */
export async function call<T>(path: string, options: CallOptions = {}): Promise<T> {
  return (await ask<T>(path, options)).data;
}

export async function ask<T>(path: string, options: CallOptions = {}): Promise<Answer<T>> {
  const response = await send(path, options);
  const staleSeconds = staleOf(response.headers);
  const body = await bodyOf(response);
  if (!response.ok) {
    const problem = problemOf(response.status, body);
    // There it means a wrong password, not an ended session.
    if (problem.code === "unauthenticated" && !path.startsWith(paths.session)) {
      observer.unauthenticated();
    }
    throw problem;
  }
  observer.stale(staleSeconds);
  return staleSeconds === undefined ? { data: body as T } : { data: body as T, staleSeconds };
}

export function staleOf(headers: Headers): number | undefined {
  const text = headers.get("Covey-Stale-Seconds");
  if (text === null) {
    return undefined;
  }
  const seconds = Number(text);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : 0;
}

export function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}

async function send(path: string, options: CallOptions): Promise<Response> {
  const method = options.method ?? "GET";
  const headers = new Headers({ Accept: "application/json" });
  if (method !== "GET") {
    headers.set("Covey-Csrf", csrf);
    headers.set("Request-Id", options.requestId ?? newRequestId());
  }
  if (options.ifMatch !== undefined) {
    headers.set("If-Match", `"${options.ifMatch}"`);
  }
  if (options.body !== undefined) {
    headers.set("Content-Type", "application/json");
  }
  try {
    return await fetch(path, {
      method,
      headers,
      body: options.body === undefined ? null : JSON.stringify(options.body),
      credentials: "same-origin",
      signal: options.signal ?? null,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") {
      throw error;
    }
    throw unreachable();
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === "") {
    return undefined;
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    if (response.ok) {
      throw new ApiProblem(response.status, "unreadable", "The answer is not JSON.");
    }
    return undefined;
  }
}
