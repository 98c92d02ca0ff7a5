import type { Edge, Node as FlowNode } from "@xyflow/react";
import type { Node } from "~/api/types/cluster";
import type { RouteItem, Topology, Worker } from "../model/graph";
import { type Choice, type Line, belongs, linesOf } from "../model/edges";
import type { Detour } from "../model/grid";
import type { Box, Layout } from "../model/layout";

export type MasterFlow = FlowNode<{ node: Node }, "master">;
export type WorkerFlow = FlowNode<
  { worker: Worker; colours: ReadonlyMap<string, number> },
  "worker"
>;
export type RouteFlow = FlowNode<{ item: RouteItem }, "route">;
export type LooseFlow = FlowNode<{ count: number }, "loose">;
export type HeadingFlow = FlowNode<{ title: string; text: string }, "heading">;
export type AnyFlow = MasterFlow | WorkerFlow | RouteFlow | LooseFlow | HeadingFlow;
export type LineFlow = Edge<{ line: Line; faded: boolean; via: Detour | undefined }, "line">;
export type ReinFlow = Edge<{ lost: boolean }, "rein">;
export type AnyEdge = LineFlow | ReinFlow;

export const LOOSE = "loose";

export function flowNodes(
  topology: Topology,
  layout: Layout,
  texts: { masters: string; workers: string; routes: string },
): AnyFlow[] {
  const colours = new Map(topology.routes.map((r) => [r.route.id, r.colour]));
  const nodes: AnyFlow[] = [];
  const add = <N extends AnyFlow>(
    id: string,
    type: N["type"],
    box: Box | undefined,
    data: N["data"],
  ) => {
    if (box !== undefined) {
      const { x, y, width, height } = box;
      // Cards neither move nor are chosen as React Flow does it, yet they take clicks and drops.
      const style = { pointerEvents: "all" as const };
      nodes.push({ id, type, position: { x, y }, width, height, style, data } as AnyFlow);
    }
  };
  const heading = (name: "masters" | "workers" | "routes", title: string) =>
    add<HeadingFlow>(name, "heading", layout.headings[name], { title, text: texts[name] });
  heading("masters", "Masters");
  topology.masters.forEach((node) =>
    add<MasterFlow>(`master:${node.id}`, "master", layout.masters.get(node.id), { node }),
  );
  heading("workers", "Workers");
  topology.workers.forEach((worker) =>
    add<WorkerFlow>(workerId(worker.node.id), "worker", layout.workers.get(worker.node.id), {
      worker,
      colours,
    }),
  );
  heading("routes", "Routes");
  topology.routes.forEach((item) =>
    add<RouteFlow>(routeId(item.route.id), "route", layout.routes.get(item.route.id), { item }),
  );
  if (topology.workers.some((w) => w.inbounds.length > 0)) {
    add<LooseFlow>(LOOSE, "loose", layout.loose, { count: topology.loose.length });
  }
  return nodes;
}

export function flowEdges(topology: Topology, layout: Layout, choice: Choice | null): AnyEdge[] {
  const lines = linesOf(topology).map((line): LineFlow => ({
    id: `line:${line.inbound}`,
    type: "line",
    source: workerId(line.node),
    sourceHandle: line.inbound,
    target: routeId(line.route),
    focusable: false,
    data: { line, faded: !belongs(line, choice), via: layout.detours.get(line.inbound) },
  }));
  // Beyond one column they would run behind cards.
  return layout.columns > 1 ? lines : [...reins(topology), ...lines];
}

function reins(topology: Topology): ReinFlow[] {
  const active = topology.masters.find((m) => m.active);
  if (active === undefined) {
    return [];
  }
  return topology.workers.map(({ node }) => ({
    id: `rein:${node.id}`,
    type: "rein",
    source: `master:${active.id}`,
    target: workerId(node.id),
    targetHandle: "agent",
    focusable: false,
    data: { lost: node.status.state === "Lost" },
  }));
}

export function workerId(id: string): string {
  return `worker:${id}`;
}

export function routeId(id: string): string {
  return `route:${id}`;
}

/** The route that a drop on this card means; "" is out of any; undefined is no place to drop. */
export function routeOfDrop(target: string | null): string | undefined {
  if (target === LOOSE) {
    return "";
  }
  return target?.startsWith("route:") ? target.slice("route:".length) : undefined;
}
