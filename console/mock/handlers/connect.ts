import { addNode } from "../seed/nodes.ts";
import { stage } from "../seed/story.ts";
import type { Row, World } from "../world.ts";

const STAGES = ["Connect", "Check", "Upload", "Install", "Join", "Verify"];

const LINES: Record<string, string[]> = {
  Connect: ["logged in as {user}@{host}:{port}"],
  Check: [
    "Debian GNU/Linux 12 (bookworm), x86_64, systemd; 3.8 GiB of memory, 34.0 GiB of disk free",
    "reaches 203.0.113.10:8443",
    "its clock says 2026-05-04 12:00:00 UTC",
  ],
  Upload: ["sent 37 of 74 MiB", "all 74 MiB are there, undamaged"],
  Install: ["Covey 0.1.0 is in /opt/covey-0f3a5c7e9b1d2468"],
  Join: ["it is node e63ab786-054d-7d69-a530-d0f1c2b3a495"],
  Verify: ["the node is Ready"],
};

/**
 * Plays the six stages of connecting a server; `bad` in the host name fails the check, `slow`
 * drags.
 */
export function connect(
  world: World,
  actor: string,
  body: Record<string, unknown>,
  server: Record<string, unknown>,
): Row {
  const host = String(server["host"]);
  const operation = world.create("operations", {
    name: `node-connect-${world.revision}`,
    type: "node-connect",
    subject: `${String(server["user"])}@${host}`,
    actor,
    attempt: 1,
    cancelled: false,
    parameters: {
      host,
      port: String(server["port"] ?? 22),
      user: String(server["user"] ?? "root"),
      hostKey: String(server["hostKey"]),
      name: String(body["name"] ?? ""),
      zone: String(body["zone"] ?? ""),
      roles: String(body["role"] ?? "worker"),
    },
    status: {
      state: "Running",
      attempt: 1,
      stages: STAGES.map((s) => stage(s, "Pending", "")),
      log: [],
      result: "",
    },
  });
  play(world, operation.id, body, server, 0);
  return operation;
}

/** Tries again from the first stage, with the login that was given anew. */
export function connectAgain(world: World, row: Row, server: Record<string, unknown>): Row {
  const parameters = row["parameters"] as Record<string, string>;
  const body = { name: parameters["name"], zone: parameters["zone"], role: parameters["roles"] };
  const before = row["status"] as Status;
  const attempt = Number(row["attempt"]) + 1;
  const stages = STAGES.map((s) => stage(s, "Pending", ""));
  const status = { ...before, state: "Running", attempt, stages, result: "" };
  const next = world.update("operations", row, { attempt, status });
  play(world, row.id, body, server, 0);
  return next;
}

function play(
  world: World,
  id: string,
  body: Record<string, unknown>,
  server: Record<string, unknown>,
  at: number,
): void {
  const name = STAGES[at];
  const host = String(server["host"]);
  const pace = host.includes("slow") ? 4000 : 700;
  change(world, id, at, "Running", lines(name ?? "", server));
  world.later(pace, () => {
    const failure = failureOf(name, host, server);
    if (failure !== null) {
      change(world, id, at, "Failed", [failure], "Failed", failure);
      return;
    }
    change(world, id, at, "Succeeded", []);
    if (at + 1 < STAGES.length) {
      play(world, id, body, server, at + 1);
      return;
    }
    finish(world, id, body, host);
  });
}

function failureOf(
  name: string | undefined,
  host: string,
  server: Record<string, unknown>,
): string | null {
  if (name === "Connect" && server["password"] === "wrong") {
    const who = String(server["user"]);
    return (
      `Expected to sign in to ${host} as ${who}, but the server refused the password. ` +
      "Check it and retry."
    );
  }
  if (name === "Check" && host.includes("bad")) {
    return "Expected port 443 to be free, but nginx listens on it. Stop it or choose another port.";
  }
  return null;
}

function lines(name: string, server: Record<string, unknown>): string[] {
  return (LINES[name] ?? []).map((line) =>
    line
      .replace("{host}", String(server["host"]))
      .replace("{port}", String(server["port"] ?? 22))
      .replace("{user}", String(server["user"] ?? "root")),
  );
}

interface Status {
  stages: Record<string, unknown>[];
  log: string[];
  [more: string]: unknown;
}

function change(
  world: World,
  id: string,
  at: number,
  state: string,
  log: string[],
  whole = "Running",
  result = "",
): void {
  const row = world.find("operations", id);
  if (row === undefined) {
    return;
  }
  const status = row["status"] as Status;
  const stages = status.stages.map((s, i) =>
    i === at
      ? {
          ...s,
          state,
          message: result,
          startedAt: s["startedAt"] ?? world.now().toISOString(),
          ...(state === "Running" ? {} : { endedAt: world.now().toISOString() }),
        }
      : s,
  );
  world.observe("operations", row, {
    status: { ...status, state: whole, stages, log: [...status.log, ...log], result },
  });
}

function finish(world: World, id: string, body: Record<string, unknown>, host: string): void {
  const row = world.find("operations", id);
  if (row === undefined) {
    return;
  }
  const name = String(body["name"] || host);
  const roles = String(body["role"] ?? "worker").split(",");
  const node = addNode(
    world,
    {
      name,
      roles,
      zone: String(body["zone"] ?? ""),
      address: host,
      memory: 4,
      rate: 2e5,
      online: 0,
      cpu: 0.04,
      trafficBytes: 0,
    },
    0,
  );
  world.observe("operations", row, {
    status: { ...(row["status"] as Status), state: "Succeeded", result: node.id },
  });
  world.event("notice", "node_joined", `node/${name}`, `${name} joined as ${roles.join(" and ")}.`);
}
