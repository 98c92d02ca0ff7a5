import { describe, expect, it } from "vitest";
import { paths } from "../src/api/paths.ts";
import { checkEvent, documented } from "./contract.ts";
import { misfits } from "./schema.ts";
import { seed } from "./seed/index.ts";
import { shownOf } from "./shown.ts";
import { SCHEMAS, view } from "./views.ts";

const now = () => new Date("2026-05-04T12:00:00Z");

describe("the mock", () => {
  it.each(["usual", "empty", "first", "viewer", "large"])(
    "shows the world '%s' as the API's document says",
    (name) => {
      const world = seed(name, now);
      for (const kind of world.kinds.keys()) {
        for (const row of world.rows(kind)) {
          const shown = shownOf(view(world, kind, row));
          expect(checkEvent(SCHEMAS[kind] ?? kind, shown)).toEqual([]);
        }
      }
    },
  );
});

describe("the console's paths", () => {
  const gets = [
    paths.session,
    paths.admins,
    paths.tokens,
    paths.audit,
    paths.clusters,
    paths.cluster,
    paths.nodes,
    paths.masters,
    paths.joinStrings,
    paths.inbounds,
    paths.routes,
    paths.users,
    paths.operation("x"),
    paths.userLink("x"),
    "/v1/clusters/self/watch",
  ];
  const posts = [
    paths.session,
    paths.password,
    paths.admins,
    paths.adminReset("x"),
    paths.tokens,
    paths.nodes,
    paths.nodeVerb("x", "drain"),
    paths.nodeVerb("x", "resume"),
    paths.nodeVerb("x", "makeMaster"),
    paths.joinStrings,
    paths.inbounds,
    paths.routes,
    paths.users,
    paths.userVerb("x", "reset"),
    paths.userVerb("x", "revoke"),
    paths.operationVerb("x", "retry"),
    paths.operationVerb("x", "cancel"),
  ];
  const patches = [
    paths.cluster,
    paths.admin("x"),
    paths.node("x"),
    paths.inbound("x"),
    paths.route("x"),
    paths.user("x"),
  ];
  const deletes = [
    paths.session,
    paths.admin("x"),
    paths.token("x"),
    paths.node("x"),
    paths.joinString("x"),
    paths.inbound("x"),
    paths.route("x"),
    paths.user("x"),
  ];

  it.each([
    ...gets.map((path) => ["GET", path]),
    ...posts.map((path) => ["POST", path]),
    ...patches.map((path) => ["PATCH", path]),
    ...deletes.map((path) => ["DELETE", path]),
  ])("are in the API's document: %s %s", (method, path) => {
    expect(documented(method ?? "", path ?? "")).toBe(true);
  });
});

describe("the check of shapes", () => {
  const named = { Name: { type: "string" } };
  const schema = {
    type: "object",
    properties: {
      name: { $ref: "#/components/schemas/Name" },
      state: { enum: ["a", "b"] },
      until: { type: ["string", "null"] },
      list: { type: "array", items: { type: "integer" } },
    },
    required: ["name"],
    additionalProperties: false,
  };

  it("takes what fits", () => {
    const value = { name: "x", state: "a", until: null, list: [1, 2] };
    expect(misfits(schema, value, named)).toEqual([]);
  });

  it("names what is missing, too much, or of another type", () => {
    expect(misfits(schema, { state: "c", more: 1, list: [1.5] }, named)).toEqual([
      "it.name to be there",
      "it.state to be one of a, b",
      "no it.more",
      "it.list[0] to be integer, but it is number",
    ]);
  });
});
