/** How to reach a server over SSH: by a password or by a key, never both. */
export interface ServerLogin {
  host: string;
  port: number;
  user: string;
  password?: string;
  privateKey?: string;
  hostKey?: string;
}

/** The login of an operation again: all but the secret, which nobody has kept. */
export function loginAgain(
  parameters: Readonly<Record<string, string>>,
  secret: { password: string } | { privateKey: string },
): ServerLogin {
  const hostKey = parameters["hostKey"];
  return {
    host: parameters["host"] ?? "",
    port: Number(parameters["port"] ?? 22),
    user: parameters["user"] ?? "root",
    ...secret,
    ...(hostKey === undefined ? {} : { hostKey }),
  };
}
