import type { IncomingMessage, ServerResponse } from "node:http";
import { Refusal, type Reply } from "./answers.ts";
import { control } from "./control.ts";
import { endSession, sessionOf, startSession } from "./session.ts";
import { checkAnswer, checkRequest } from "./contract.ts";
import { find } from "./routes.ts";
import { shownOf, textOf } from "./shown.ts";
import { seed } from "./seed/index.ts";
import { tick, warm } from "./ticker.ts";
import { watch } from "./watch.ts";
import type { World } from "./world.ts";

const SELF = "/v1/clusters/self";
const worlds = new Map<string, World>();

/** Answers what belongs to the API; false leaves the request to others. */
export async function answer(req: IncomingMessage, res: ServerResponse): Promise<boolean> {
  const url = new URL(req.url ?? "/", "http://mock");
  if (!url.pathname.startsWith("/v1/") && url.pathname !== "/mock") {
    return false;
  }
  const world = worldOf(req);
  const body = await bodyOf(req);
  if (url.pathname === "/mock") {
    control(world, body);
    reply(res, world, { status: 200, body: { broken: world.broken } });
    return true;
  }
  try {
    handle(world, url, body, req, res);
  } catch (error) {
    reply(res, world, refused(error));
  }
  return true;
}

function handle(
  world: World,
  url: URL,
  body: Record<string, unknown>,
  req: IncomingMessage,
  res: ServerResponse,
): void {
  const method = req.method ?? "GET";
  injectFault(world, method, url.pathname);
  if (url.pathname === "/v1/session" && method === "POST") {
    return startSession(world, body, (r) => reply(res, world, r));
  }
  const session = sessionOf(world, req);
  if (url.pathname === "/v1/session") {
    const answered =
      method === "DELETE" ? endSession(world, session) : { status: 200, body: session.shown };
    return reply(res, world, answered);
  }
  if (url.pathname === `${SELF}/watch`) {
    if (world.bends.noStreams) {
      throw new Refusal(503, "unavailable", "Expected a quorum of masters, but too few answer.");
    }
    return watch(world, (url.searchParams.get("kinds") ?? "").split(","), req, res);
  }
  if (method !== "GET") {
    checkWrite(world, session, req);
  }
  reply(
    res,
    world,
    once(world, req, () => call(world, url, method, body, session.name, req)),
  );
}

function call(
  world: World,
  url: URL,
  method: string,
  body: Record<string, unknown>,
  actor: string,
  req: IncomingMessage,
): Reply {
  const found = find(method, url.pathname);
  if (found === undefined) {
    throw new Refusal(404, "not_found", `There is no ${method} ${url.pathname}.`);
  }
  checkRequest(method, url.pathname, body, Object.keys(body).length > 0);
  const match = /\d+/.exec(String(req.headers["if-match"] ?? ""));
  const ifMatch = match === null ? undefined : Number(match[0]);
  const query = url.searchParams;
  const answered = found.handler({ world, body, query, actor, ifMatch }, ...found.parts);
  if (typeof answered.body !== "string") {
    checkAnswer(method, url.pathname, answered.status, shownOf(answered.body));
  }
  return answered;
}

/** The same request id gets the same answer and is applied once. */
function once(world: World, req: IncomingMessage, run: () => Reply): Reply {
  const id = req.headers["request-id"];
  if (typeof id !== "string") {
    return run();
  }
  const before = world.done.get(id) as Reply | undefined;
  const now = before ?? run();
  world.done.set(id, { body: undefined, ...now });
  return now;
}

function checkWrite(
  world: World,
  session: { role: string; csrf: string },
  req: IncomingMessage,
): void {
  if (req.headers["covey-csrf"] !== session.csrf) {
    throw new Refusal(
      403,
      "csrf",
      "Expected the header Covey-Csrf of this session, but it is missing or another's.",
    );
  }
  if (session.role === "viewer" && req.url !== "/v1/session:password") {
    throw new Refusal(403, "forbidden", "Expected an administrator, but you are a viewer.");
  }
  if (world.bends.staleSeconds !== null) {
    throw new Refusal(
      503,
      "unavailable",
      "Expected a quorum of masters, but too few answer. Start the others.",
    );
  }
}

function injectFault(world: World, method: string, path: string): void {
  const fault = world.bends.faults.find(
    (f) => f.times > 0 && f.method === method && path.startsWith(f.path),
  );
  if (fault !== undefined) {
    fault.times -= 1;
    const { code, detail, ...more } = fault.problem;
    throw new Refusal(fault.status, String(code), String(detail), more);
  }
}

function reply(res: ServerResponse, world: World, { status, body, headers }: Reply): void {
  const stale = world.bends.staleSeconds;
  const text = typeof body === "string" ? body : textOf(body);
  res.writeHead(status, {
    "Content-Type": status >= 400 ? "application/problem+json" : "application/json",
    "Cache-Control": "no-store",
    ...(stale === null ? {} : { "Covey-Stale-Seconds": String(stale) }),
    ...headers,
  });
  res.end(text);
}

function refused(error: unknown): Reply {
  if (error instanceof Refusal) {
    const { status, code, message, more } = error;
    return {
      status,
      body: { type: `urn:covey:${code}`, title: code, status, code, detail: message, ...more },
    };
  }
  return { status: 500, body: { code: "internal", status: 500, detail: String(error) } };
}

function worldOf(req: IncomingMessage): World {
  const name = /covey_mock=([\w-]+)/.exec(req.headers.cookie ?? "")?.[1] ?? "usual";
  const known = worlds.get(name);
  if (known !== undefined) {
    return known;
  }
  const world = seed(name, () => new Date());
  worlds.set(name, world);
  warm(world);
  setInterval(() => !world.bends.frozen && tick(world, new Date()), 1000).unref();
  return world;
}

async function bodyOf(req: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  for await (const piece of req) {
    text += String(piece);
  }
  try {
    return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
  } catch {
    return {};
  }
}
