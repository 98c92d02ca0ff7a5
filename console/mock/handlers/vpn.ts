import { base64url, hex } from "../chance.ts";
import {
  type Call,
  type Handler,
  Refusal,
  checkMatch,
  checkName,
  created,
  invalid,
  need,
  ok,
  page,
} from "../answers.ts";
import { view } from "../views.ts";
import type { Row, World } from "../world.ts";

export const listInbounds: Handler = ({ world }) =>
  page(
    world,
    world.rows("inbounds").map((i) => view(world, "inbounds", i)),
  );
export const oneInbound: Handler = ({ world }, id = "") =>
  ok(view(world, "inbounds", need(world, "inbounds", id)));

export const createInbound: Handler = ({ world, body, query }) => {
  const node = need(world, "nodes", String(body["node"] ?? ""));
  const name = checkName(world, "inbounds", body["name"]);
  const port = Number(body["port"] ?? 443);
  checkPort(world, node, port);
  checkSite(body["masquerade"], query);
  const route = body["route"] ? need(world, "routes", String(body["route"])) : undefined;
  const row = world.create("inbounds", {
    name,
    node: node.id,
    route: route?.id ?? "",
    protocol: "vlessReality",
    port,
    masquerade: body["masquerade"],
    blockTorrents: body["blockTorrents"] ?? false,
    publicKey: base64url(world.chance, 43),
    shortIds: [hex(world.chance, 8)],
    status: { state: "Pending", why: "", observedGeneration: 0 },
    online: 0,
  });
  world.later(900, () => {
    const now = world.find("inbounds", row.id);
    if (now) {
      world.observe("inbounds", now, {
        status: { state: "Active", why: "", observedGeneration: now.generation },
      });
    }
  });
  return created(view(world, "inbounds", row));
};

export const changeInbound: Handler = (call, id = "") => {
  const { world, body, query } = call;
  const row = need(world, "inbounds", id);
  checkMatch(call, row);
  const fields: Record<string, unknown> = { ...body };
  if (body["name"] !== undefined) {
    checkName(world, "inbounds", body["name"], row);
  }
  if (body["masquerade"] !== undefined) {
    checkSite(body["masquerade"], query);
  }
  if (body["port"] !== undefined && body["port"] !== row["port"]) {
    checkPort(world, need(world, "nodes", String(row["node"])), Number(body["port"]));
  }
  if (body["route"] !== undefined) {
    const route = body["route"] === "" ? undefined : need(world, "routes", String(body["route"]));
    fields["route"] = route?.id ?? "";
  }
  const next = world.update("inbounds", row, fields);
  [row["route"], next["route"]].forEach((id) => touchRoute(world, String(id)));
  return ok(view(world, "inbounds", next));
};

export const deleteInbound: Handler = ({ world, query, actor }, id = "") => {
  const row = need(world, "inbounds", id);
  if (query.get("plan") === "true") {
    return ok({
      removes: [{ kind: "inbound", id: row.id, name: row.name }],
      effects: effects(world, row),
    });
  }
  world.delete("inbounds", row);
  touchRoute(world, String(row["route"]));
  world.event(
    "notice",
    "inbound_removed",
    `inbound/${row.name}`,
    `${actor} removed inbound ${row.name}.`,
  );
  return { status: 204 };
};

function effects(world: World, row: Row): string[] {
  const found: string[] = [];
  if (Number(row["online"]) > 0) {
    found.push(`${Number(row["online"])} connected users are cut off.`);
  }
  const others = world
    .rows("inbounds")
    .filter((i) => i["route"] === row["route"] && i.id !== row.id);
  if (row["route"] && others.length === 0) {
    found.push(`Route ${routeName(world, row)} becomes empty and leaves every user's list.`);
  }
  return found;
}

function checkPort(world: World, node: Row, port: number): void {
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw invalid("port", "a number from 1 to 65535", port);
  }
  const taken = world.rows("inbounds").find((i) => i["node"] === node.id && i["port"] === port);
  if (taken) {
    throw new Refusal(
      409,
      "port_taken",
      `Expected port ${port} of ${node.name} to be free, but inbound '${taken.name}' has it. ` +
        "Choose another port.",
      { field: "port" },
    );
  }
}

function checkSite(site: unknown, query: URLSearchParams): void {
  if (typeof site !== "string" || !/^[a-z0-9.-]+\.[a-z]{2,}(:\d+)?$/i.test(site)) {
    throw invalid("masquerade", "HOST or HOST:PORT", site ?? "");
  }
  if (site.startsWith("old.") && query.get("force") !== "true") {
    throw new Refusal(
      409,
      "masquerade_no_tls13",
      `Expected site '${site}' to speak TLS 1.3, but it does not. ` +
        "Choose another site, or use force.",
    );
  }
}

export const listRoutes: Handler = ({ world }) =>
  page(
    world,
    world.rows("routes").map((r) => view(world, "routes", r)),
  );
export const oneRoute: Handler = ({ world }, id = "") =>
  ok(view(world, "routes", need(world, "routes", id)));

function touchRoute(world: World, id: string): void {
  const row = world.find("routes", id);
  if (row) {
    world.observe("routes", row, {});
  }
}

export const createRoute: Handler = ({ world, body }) => {
  const name = checkName(world, "routes", body["name"]);
  return created(
    view(
      world,
      "routes",
      world.create("routes", { name, algorithm: body["algorithm"] ?? "leastLoaded" }),
    ),
  );
};

export const changeRoute: Handler = (call, id = "") => {
  const row = need(call.world, "routes", id);
  checkMatch(call as Call, row);
  if (call.body["name"] !== undefined) {
    checkName(call.world, "routes", call.body["name"], row);
  }
  return ok(view(call.world, "routes", call.world.update("routes", row, call.body)));
};

export const deleteRoute: Handler = ({ world, query }, id = "") => {
  const row = need(world, "routes", id);
  const inbounds = world.rows("inbounds").filter((i) => i["route"] === row.id);
  if (query.get("plan") === "true") {
    const text = `${inbounds.length} inbounds stay, in no route: no user is sent to them.`;
    return ok({
      removes: [{ kind: "route", id: row.id, name: row.name }],
      effects: inbounds.length > 0 ? [text] : [],
    });
  }
  inbounds.forEach((i) => world.update("inbounds", i, { route: "" }));
  world.delete("routes", row);
  return { status: 204 };
};

function routeName(world: World, inbound: Row): string {
  return world.find("routes", String(inbound["route"]))?.name ?? "";
}
