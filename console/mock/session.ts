import type { IncomingMessage } from "node:http";
import { Refusal, type Reply } from "./answers.ts";
import { hex } from "./chance.ts";
import type { World } from "./world.ts";

export interface Signed {
  id: string;
  name: string;
  role: string;
  csrf: string;
  shown: Record<string, unknown>;
}

export function startSession(
  world: World,
  body: Record<string, unknown>,
  answer: (reply: Reply) => void,
): void {
  const name = String(body["name"] ?? "");
  const password = world.passwords.get(name);
  if (password === undefined || password !== body["password"]) {
    throw new Refusal(
      401,
      "unauthenticated",
      "Expected a known name and its password, but they do not fit. Try again.",
    );
  }
  const id = hex(Math.random, 32);
  world.sessions.set(id, { admin: name, csrf: hex(Math.random, 16) });
  answer({
    status: 200,
    body: shown(world, id),
    headers: { "Set-Cookie": `covey_session=${id}; Path=/; HttpOnly; SameSite=Strict` },
  });
}

export function endSession(world: World, session: Signed): Reply {
  world.sessions.delete(session.id);
  return { status: 204, headers: { "Set-Cookie": "covey_session=; Path=/; Max-Age=0" } };
}

export function sessionOf(world: World, req: IncomingMessage): Signed {
  const id = /covey_session=(\w+)/.exec(req.headers.cookie ?? "")?.[1] ?? "";
  const session = world.sessions.get(id);
  if (session === undefined) {
    throw new Refusal(
      401,
      "unauthenticated",
      "Expected a session, but there is none or it has ended. Log in.",
    );
  }
  const all = shown(world, id);
  return { id, name: session.admin, role: String(all["role"]), csrf: session.csrf, shown: all };
}

function shown(world: World, id: string): Record<string, unknown> {
  const session = world.sessions.get(id);
  const admin = world.find("admins", session?.admin ?? "");
  return {
    admin: session?.admin,
    role: admin?.["role"] ?? "viewer",
    csrf: session?.csrf,
    mustChangePassword: admin?.["mustChangePassword"] ?? false,
  };
}
