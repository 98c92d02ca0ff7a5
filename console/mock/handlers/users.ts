import { base64url, uuid } from "../chance.ts";
import { type Handler, checkMatch, checkName, created, invalid, need, ok } from "../answers.ts";
import { qr } from "../qr.ts";
import type { Row, World } from "../world.ts";

export const listUsers: Handler = ({ world, query }) => {
  const sought = (query.get("q") ?? "").toLowerCase();
  const limit = Number(query.get("limit") ?? 1000);
  const after = Buffer.from(query.get("continue") ?? "", "base64url").toString();
  const found = world
    .rows("users")
    .filter((user) => user.name.toLowerCase().includes(sought) && user.name > after)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const items = found.slice(0, limit);
  const last = items.at(-1)?.name ?? "";
  const rest = found.length > limit ? { continue: Buffer.from(last).toString("base64url") } : {};
  return ok({ items, ...rest, revision: world.revision });
};
export const oneUser: Handler = ({ world }, id = "") => ok(need(world, "users", id));

export const createUser: Handler = ({ world, body }) => {
  const name = checkName(world, "users", body["name"]);
  checkFields(world, body);
  const number = 1 + Math.max(0, ...world.rows("users").map((u) => Number(u["number"])));
  const row = world.create("users", {
    name,
    number,
    enabled: true,
    dataLimitBytes: body["dataLimitBytes"] ?? 0,
    usedBytes: 0,
    upBytes: 0,
    downBytes: 0,
    ...(body["expiresAt"] ? { expiresAt: body["expiresAt"] } : {}),
    routes: body["routes"] ?? [],
    routeNames: [],
    note: body["note"] ?? "",
    online: 0,
    status: { state: "active", since: world.now().toISOString() },
    _token: uuid(world.chance).replaceAll("-", ""),
  });
  return created(row);
};

export const changeUser: Handler = (call, id = "") => {
  const { world, body } = call;
  const row = need(world, "users", id);
  checkMatch(call, row);
  if (body["name"] !== undefined) {
    checkName(world, "users", body["name"], row);
  }
  checkFields(world, body);
  const change = { ...body, expiresAt: body["expiresAt"] ?? undefined };
  const kept = body["expiresAt"] === undefined ? { ...body } : change;
  const next = { ...row, ...kept };
  return ok(world.update("users", row, { ...kept, status: statusOf(world, next) }));
};

export const deleteUser: Handler = ({ world }, id = "") => {
  world.delete("users", need(world, "users", id));
  return { status: 204 };
};

export const resetUser: Handler = ({ world }, id = "") => {
  const row = need(world, "users", id);
  return ok(
    world.update("users", row, { usedBytes: 0, status: statusOf(world, { ...row, usedBytes: 0 }) }),
  );
};

export const revokeUser: Handler = ({ world }, id = "") => {
  const row = need(world, "users", id);
  return ok(world.update("users", row, { _token: uuid(world.chance).replaceAll("-", "") }));
};

export const userLink: Handler = ({ world }, id = "") => {
  const row = need(world, "users", id);
  const links = world.rows("routes").map((route) => {
    const inbound = world.rows("inbounds").find((i) => i["route"] === route.id);
    const key = inbound ? String(inbound["publicKey"]) : base64url(world.chance, 43);
    return {
      route: route.id,
      name: inbound?.name ?? route.name,
      link: vless(row.id, String(inbound?.["masquerade"] ?? ""), key, inbound?.name ?? route.name),
    };
  });
  return ok({ subscriptionUrl: `https://203.0.113.10:8443/sub/${String(row["_token"])}`, links });
};

function vless(id: string, site: string, key: string, name: string): string {
  const query = new URLSearchParams({
    encryption: "none",
    security: "reality",
    sni: site,
    fp: "chrome",
    pbk: key,
    flow: "xtls-rprx-vision",
    type: "tcp",
  });
  return `vless://${id}@203.0.113.12:443?${query.toString()}#${encodeURIComponent(name)}`;
}

export const userQr: Handler = ({ world, query }, id = "") => {
  const row = need(world, "users", id);
  const text = `${String(row["_token"])}${query.get("of") ?? ""}`;
  return { status: 200, body: qr(text), headers: { "Content-Type": "image/svg+xml" } };
};

function checkFields(world: World, body: Record<string, unknown>): void {
  const limit = body["dataLimitBytes"];
  if (limit !== undefined && !(Number.isSafeInteger(limit) && Number(limit) >= 0)) {
    throw invalid("dataLimitBytes", "a number from 0 to 9223372036854775807", limit);
  }
  for (const route of (body["routes"] as string[] | undefined) ?? []) {
    need(world, "routes", route);
  }
}

function statusOf(world: World, user: Row): { state: string; since: string } {
  const since = world.now().toISOString();
  const limit = Number(user["dataLimitBytes"]);
  if (user["enabled"] === false) {
    return { state: "disabled", since };
  }
  if (
    typeof user["expiresAt"] === "string" &&
    Date.parse(user["expiresAt"]) < world.now().getTime()
  ) {
    return { state: "expired", since };
  }
  return { state: limit > 0 && Number(user["usedBytes"]) >= limit ? "limited" : "active", since };
}
