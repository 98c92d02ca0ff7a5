import { base64url } from "../chance.ts";
import { type Handler, Refusal, checkName, invalid, need, ok, page } from "../answers.ts";

export const listAdmins: Handler = ({ world }) => page(world, world.rows("admins"));

export const createAdmin: Handler = ({ world, body }) => {
  const name = checkName(world, "admins", body["name"]);
  const given = typeof body["password"] === "string" && body["password"] !== "";
  const password = given ? String(body["password"]) : base64url(world.chance, 16);
  checkPassword("password", password);
  world.passwords.set(name, password);
  const row = world.create("admins", {
    name,
    role: body["role"] ?? "viewer",
    mustChangePassword: true,
  });
  return { status: 201, body: given ? row : { ...row, password } };
};

export const changeAdmin: Handler = ({ world, body, actor }, id = "") => {
  const row = need(world, "admins", id);
  if (row.name === actor && body["role"] === "viewer") {
    throw new Refusal(
      409,
      "own_role",
      "Expected to change another administrator, but this is you. Ask another administrator.",
    );
  }
  return ok(world.update("admins", row, { role: body["role"] ?? row["role"] }));
};

export const deleteAdmin: Handler = ({ world }, id = "") => {
  const row = need(world, "admins", id);
  const left = world.rows("admins").filter((a) => a.id !== row.id && a["role"] === "admin");
  if (left.length === 0) {
    throw new Refusal(
      409,
      "last_admin",
      `Expected to remove '${row.name}', but no other administrator is left. Add one first.`,
    );
  }
  world.delete("admins", row);
  return { status: 204 };
};

export const resetAdmin: Handler = ({ world }, id = "") => {
  const row = need(world, "admins", id);
  const password = base64url(world.chance, 16);
  world.passwords.set(row.name, password);
  world.update("admins", row, { mustChangePassword: true });
  return ok({ ...need(world, "admins", id), password });
};

export const listTokens: Handler = ({ world }) => page(world, world.rows("tokens"));

export const createToken: Handler = ({ world, body, actor }) => {
  const name = checkName(world, "tokens", body["name"]);
  const row = world.create("tokens", {
    name,
    role: body["role"] ?? "viewer",
    createdBy: actor,
    ...(body["expiresAt"] ? { expiresAt: body["expiresAt"] } : {}),
  });
  return { status: 201, body: { ...row, token: `cvt_${base64url(world.chance, 40)}` } };
};

export const deleteToken: Handler = ({ world }, id = "") => {
  world.delete("tokens", need(world, "tokens", id));
  return { status: 204 };
};

export const listAudit: Handler = ({ world }) =>
  page(
    world,
    world.rows("audit").toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1)),
  );

export const changePassword: Handler = ({ world, body, actor }) => {
  if (world.passwords.get(actor) !== body["old"]) {
    throw new Refusal(
      401,
      "unauthenticated",
      "Expected the name and password of an administrator, but they do not fit.",
    );
  }
  checkPassword("password", String(body["new"] ?? ""));
  world.passwords.set(actor, String(body["new"]));
  const row = need(world, "admins", actor);
  world.update("admins", row, { mustChangePassword: false });
  return { status: 204 };
};

function checkPassword(field: string, password: string): void {
  if (password.length < 10) {
    throw invalid(field, "at least 10 characters", "…");
  }
}
