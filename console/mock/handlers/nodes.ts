import {
  type Call,
  type Handler,
  Refusal,
  checkMatch,
  checkName,
  invalid,
  need,
  ok,
  page,
} from "../answers.ts";
import type { Row, World } from "../world.ts";
import { view } from "../views.ts";
import { connect } from "./connect.ts";

export const listNodes: Handler = ({ world }) =>
  page(
    world,
    world.rows("nodes").map((n) => view(world, "nodes", n)),
  );
export const oneNode: Handler = ({ world }, id = "") =>
  ok(view(world, "nodes", need(world, "nodes", id)));

export const createNode: Handler = (call) => {
  const { world, body } = call;
  const server = checkServer(body["server"]);
  if (body["name"]) {
    checkName(world, "nodes", body["name"]);
  }
  if (!server["hostKey"]) {
    throw new Refusal(
      409,
      "host_key_unconfirmed",
      `Expected the host key of ${server["host"]} to be confirmed, but nobody did yet. ` +
        "Compare it with the server's own and send it along.",
      { hostKey: "SHA256:Jq0cU0wL3Tn2bT7n6m9yqk1ZyYH2rV5v4mW8d1xPzXo", keyType: "ssh-ed25519" },
    );
  }
  const operation = connect(world, call.actor, body, server);
  return {
    status: 202,
    body: operation,
    headers: { Location: `/v1/clusters/self/operations/${operation.id}` },
  };
};

/** How a server is reached: by a password or by a key, and not by both. */
export function checkServer(given: unknown): Record<string, unknown> {
  const server = (given ?? {}) as Record<string, unknown>;
  if (typeof server["host"] !== "string" || !/^[A-Za-z0-9:.-]+$/.test(server["host"])) {
    throw invalid("server.host", "a host name or an IP address", server["host"] ?? "");
  }
  if (Boolean(server["password"]) === Boolean(server["privateKey"])) {
    throw invalid("server", "with either password or privateKey", "neither or both");
  }
  return server;
}

export const changeNode: Handler = (call, id = "") => {
  const { world, body } = call;
  const row = need(world, "nodes", id);
  checkMatch(call, row);
  if (body["name"] !== undefined) {
    checkName(world, "nodes", body["name"], row);
  }
  const milli = body["coefficientMilli"];
  if (
    milli !== undefined &&
    !(Number.isInteger(milli) && Number(milli) >= 0 && Number(milli) <= 1_000_000)
  ) {
    throw invalid("coefficientMilli", "a number from 0 to 1000000", milli);
  }
  return ok(view(world, "nodes", world.update("nodes", row, body)));
};

export const drain: Handler = (call, id = "") => availability(call, id, "drained");
export const resume: Handler = (call, id = "") => availability(call, id, "active");

function availability({ world, actor }: Call, id: string, to: string): ReturnType<Handler> {
  const row = need(world, "nodes", id);
  const next = world.update("nodes", row, { availability: to });
  const text =
    to === "active"
      ? `${actor} resumed ${row.name}.`
      : `${actor} drained ${row.name}: its inbounds take no new users.`;
  world.event(
    "notice",
    to === "active" ? "node_resumed" : "node_drained",
    `node/${row.name}`,
    text,
  );
  return ok(view(world, "nodes", next));
}

export const makeMaster: Handler = ({ world, actor }, id = "") => {
  const row = need(world, "nodes", id);
  if (!(row["roles"] as string[]).includes("master")) {
    throw new Refusal(
      409,
      "not_a_master",
      `Expected '${row.name}' to be a master, but it is a worker. Connect it as a master first.`,
    );
  }
  const before = world.find("nodes", world.leader);
  world.leader = row.id;
  world.observe("nodes", row, {});
  if (before) {
    world.observe("nodes", before, {});
  }
  world.event(
    "notice",
    "leader_changed",
    `node/${row.name}`,
    `${row.name} became the active master (epoch 1.7), as ${actor} asked. The change took 0.4 s.`,
  );
  return ok(view(world, "nodes", row));
};

export const deleteNode: Handler = ({ world, query, actor }, id = "") => {
  const row = need(world, "nodes", id);
  const inbounds = world.rows("inbounds").filter((i) => i["node"] === row.id);
  const masters = world.rows("nodes").filter((n) => (n["roles"] as string[]).includes("master"));
  const last = masters.length === 1 && masters[0]?.id === row.id;
  const refusal = last
    ? {
        code: "last_master",
        detail:
          `Expected to remove '${row.name}', but it is the last master. ` +
          "Add another master first.",
      }
    : undefined;
  if (query.get("plan") === "true") {
    return ok({
      removes: [
        { kind: "node", id: row.id, name: row.name },
        ...inbounds.map((i) => ({ kind: "inbound", id: i.id, name: i.name })),
      ],
      effects: nodeEffects(world, row, inbounds),
      ...(refusal ? { refusal } : {}),
    });
  }
  if (refusal) {
    throw new Refusal(409, refusal.code, refusal.detail);
  }
  inbounds.forEach((i) => world.delete("inbounds", i));
  world.delete("nodes", row);
  world.event(
    "notice",
    "node_removed",
    `node/${row.name}`,
    `${actor} removed ${row.name}. Its keys are refused from now on.`,
  );
  return { status: 204 };
};

function nodeEffects(world: World, row: Row, inbounds: Row[]): string[] {
  const online = inbounds.reduce((sum, i) => sum + Number(i["online"]), 0);
  const effects =
    online > 0
      ? [`${online} connected users are cut off; their apps go to another inbound of the route.`]
      : [];
  for (const route of world.rows("routes")) {
    const all = world.rows("inbounds").filter((i) => i["route"] === route.id);
    if (all.length > 0 && all.every((i) => i["node"] === row.id)) {
      effects.push(`Route ${route.name} becomes empty and leaves every user's list.`);
    }
  }
  if ((row["roles"] as string[]).includes("master")) {
    effects.push("The cluster then no longer survives the loss of a master.");
  }
  return effects;
}
