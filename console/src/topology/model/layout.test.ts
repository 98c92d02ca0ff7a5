import { describe, expect, it } from "vitest";
import { inbound, node, route } from "~/test/fixtures";
import { topologyOf } from "./graph";
import { type Box, layoutFor, zoomOf } from "./layout";

function clusterOf(workers: number, each = 2, routes = 3) {
  const names = Array.from({ length: workers }, (_, i) => `w${i}`);
  return topologyOf(
    [
      node("m1", { roles: ["master"] }),
      node("m2", { roles: ["master"] }),
      ...names.map((n) => node(n)),
    ],
    names.flatMap((n, i) =>
      Array.from({ length: each }, (_, j) => inbound(`${n}-${j}`, n, `r${(i + j) % routes}`)),
    ),
    Array.from({ length: routes + 1 }, (_, i) => route(`r${i}`)),
  );
}

const canvas = { width: 1180, height: 780 };

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

describe("the layout", () => {
  it.each([0, 1, 6, 23, 100, 400])("never lays one card over another (%i workers)", (workers) => {
    const l = layoutFor(clusterOf(workers), canvas);
    const boxes = [...l.masters.values(), ...l.workers.values(), ...l.routes.values(), l.loose];
    const hits = boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => overlap(a, b)));
    expect(hits).toEqual([]);
    expect(boxes.every((b) => b.x + b.width <= l.width && b.y + b.height <= l.height)).toBe(true);
  });

  it.each([8, 23, 100])("leads no line through a card (%i workers)", (workers) => {
    const l = layoutFor(clusterOf(workers), canvas);
    const boxes = [...l.workers.values()];
    expect(l.columns).toBeGreaterThan(1);
    for (const via of l.detours.values()) {
      const along = { x: via.gutter, y: via.alley, width: via.exit - via.gutter, height: 0.1 };
      const down = { x: via.gutter, y: via.alley - 40, width: 0.1, height: 40 };
      expect(boxes.filter((b) => overlap(b, along) || overlap(b, down))).toEqual([]);
    }
  });

  it("keeps one column while that is drawn large enough", () => {
    const l = layoutFor(clusterOf(5), canvas);
    expect(new Set([...l.workers.values()].map((b) => b.x)).size).toBe(1);
    expect(zoomOf(l, canvas)).toBeGreaterThan(0.9);
  });

  it("takes more columns for more workers", () => {
    const l = layoutFor(clusterOf(100), canvas);
    expect(new Set([...l.workers.values()].map((b) => b.x)).size).toBeGreaterThan(3);
  });

  it("uses spare width for the lines", () => {
    const narrow = layoutFor(clusterOf(4), { width: 900, height: 900 });
    const wide = layoutFor(clusterOf(4), { width: 1500, height: 900 });
    expect(wide.width).toBeGreaterThan(narrow.width);
    expect(wide.width).toBeLessThanOrEqual(1500);
  });

  it("stands a route beside its inbounds and an empty one below the others", () => {
    const topology = clusterOf(6, 1, 2);
    const l = layoutFor(topology, canvas);
    const empty = l.routes.get("r2");
    const others = ["r0", "r1"].map((id) => l.routes.get(id)?.y ?? 0);
    expect(empty?.y).toBeGreaterThan(Math.max(...others));
    expect(l.loose.y).toBeGreaterThan(empty?.y ?? 0);
  });
});
