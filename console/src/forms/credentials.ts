/** How to reach a server over SSH. Never leaves the page's memory but to the API. */
export interface ServerLogin {
  host: string;
  port: number;
  user: string;
  password?: string;
  privateKey?: string;
  hostKey?: string;
}

const MOST = 8;
const kept = new Map<string, ServerLogin>();

/** Keeps a login until the page is closed, so that a failed connection can be tried again. */
export function keepLogin(operation: string, login: ServerLogin): void {
  kept.set(operation, login);
  const oldest = kept.keys().next().value;
  if (kept.size > MOST && oldest !== undefined) {
    kept.delete(oldest);
  }
}

export function keptLogin(operation: string): ServerLogin | undefined {
  return kept.get(operation);
}

export function forgetLogin(operation: string): void {
  kept.delete(operation);
}
