import { describe, expect, it } from "vitest";
import { inbound, node, route } from "~/test/fixtures";
import { belongs, linesOf, parseChoice, thickness } from "./edges";
import { topologyOf } from "./graph";

const nodes = [
  node("m", { roles: ["master"] }),
  node("both", { roles: ["master", "worker"] }),
  node("w"),
];
const inbounds = [
  inbound("a", "both", "r1", { online: 4 }),
  inbound("b", "w", "r1", { status: { state: "Unavailable" }, online: 1 }),
  inbound("c", "w"),
  inbound("d", "w", "removed"),
];
const topology = topologyOf(nodes, inbounds, [
  route("r2", "2026-02-01"),
  route("r1", "2026-01-01"),
]);

describe("the topology", () => {
  it("shows a node that is both among masters and workers", () => {
    expect(topology.masters.map((n) => n.name)).toEqual(["m", "both"]);
    expect(topology.workers.map((w) => w.node.name)).toEqual(["both", "w"]);
  });

  it("counts what lives in a route", () => {
    const [, r1] = topology.routes;
    expect([r1?.inbounds.length, r1?.live]).toEqual([2, 1]);
  });

  it("finds inbounds in no route, and in one that is gone", () => {
    expect(topology.loose.map((i) => i.id)).toEqual(["c", "d"]);
  });

  it("colours routes by age, so that a new one changes no other's", () => {
    const more = topologyOf(nodes, inbounds, [
      route("a-new", "2026-03-01"),
      route("r2", "2026-02-01"),
      route("r1", "2026-01-01"),
    ]);
    const colour = (t: typeof more, id: string) => t.routes.find((r) => r.route.id === id)?.colour;
    expect(colour(more, "r1")).toBe(colour(topology, "r1"));
    expect(colour(more, "a-new")).toBe(2);
  });
});

describe("the lines", () => {
  it("lead each routed inbound to its route, and say whether users go there", () => {
    expect(linesOf(topology).map((l) => [l.inbound, l.route, l.live])).toEqual([
      ["a", "r1", true],
      ["b", "r1", false],
    ]);
  });

  it("stand out for what is chosen", () => {
    const [line] = linesOf(topology);
    const on = (kind: "node" | "inbound" | "route", id: string) =>
      line !== undefined && belongs(line, { kind, id });
    expect([on("node", "both"), on("node", "w"), on("inbound", "a"), on("route", "r2")]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it("grow in steps", () => {
    expect([0, 1, 24, 25, 100, 5000].map(thickness)).toEqual([1.25, 1.75, 1.75, 2.5, 3.25, 3.25]);
  });
});

it("reads a choice from the address line and nothing else", () => {
  expect(parseChoice("inbound/0198-a")).toEqual({ kind: "inbound", id: "0198-a" });
  expect([
    parseChoice(null),
    parseChoice("node/"),
    parseChoice("x/1"),
    parseChoice("node/<b>"),
  ]).toEqual([null, null, null, null]);
});
