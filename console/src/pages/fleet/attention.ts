import type { Node } from "~/api/types/cluster";
import type { Inbound, Route } from "~/api/types/vpn";
import type { Operation } from "~/api/types/work";
import { operationTitle } from "~/pages/operations/words";
import type { Tone } from "~/ui/tone";

/** Something that a person should look at, and where. */
export interface Concern {
  id: string;
  tone: Tone;
  title: string;
  text: string;
  to: string;
}

const MAP = "/clusters/self";
const FRESH_MILLIS = 24 * 3_600_000;
const WEIGHT: Record<Tone, number> = { bad: 0, warn: 1, busy: 2, idle: 3, ok: 4 };

/** What is not as it should be, the worst first. Pure. */
export function concernsOf(
  of: {
    nodes: readonly Node[];
    inbounds: readonly Inbound[];
    routes: readonly Route[];
    operations: readonly Operation[];
  },
  now: number,
): Concern[] {
  const lost = new Set(of.nodes.filter((n) => n.status.state === "Lost").map((n) => n.id));
  return [
    ...of.nodes.flatMap(nodeConcerns),
    // An inbound of a lost server is no news of its own.
    ...of.inbounds.filter((i) => !lost.has(i.node)).flatMap(inboundConcern),
    ...of.routes.flatMap(routeConcern),
    ...of.operations.flatMap((o) => operationConcern(o, of.operations, now)),
    ...mastersConcern(of.nodes),
  ].toSorted((a, b) => WEIGHT[a.tone] - WEIGHT[b.tone]);
}

function nodeConcerns(node: Node): Concern[] {
  const to = `${MAP}?inspect=node/${node.id}`;
  const lost: Concern[] =
    node.status.state === "Lost"
      ? [
          {
            id: node.id,
            tone: "bad",
            title: `${node.name} is lost`,
            text: node.status.why ?? "",
            to,
          },
        ]
      : [];
  const warnings = (node.status.warnings ?? []).map((text, i): Concern => ({
    id: `${node.id}/${i}`,
    tone: "warn",
    title: node.name,
    text,
    to,
  }));
  return [...lost, ...warnings];
}

function inboundConcern(inbound: Inbound): Concern[] {
  const { state, why } = inbound.status;
  if (state !== "Unavailable" && state !== "Failed") {
    return [];
  }
  const title = `${inbound.name} is ${state === "Failed" ? "failing" : "unavailable"}`;
  const to = `${MAP}?inspect=inbound/${inbound.id}`;
  return [
    { id: inbound.id, tone: state === "Failed" ? "bad" : "warn", title, text: why ?? "", to },
  ];
}

function routeConcern(route: Route): Concern[] {
  if (route.status.live > 0) {
    return [];
  }
  const text =
    route.status.inbounds === 0
      ? "It is empty, so users do not see it."
      : "None of its inbounds is live, so users do not see it now.";
  const to = `${MAP}?inspect=route/${route.id}`;
  const tone = route.status.inbounds === 0 ? "idle" : "bad";
  return [{ id: route.id, tone, title: `Route ${route.name}`, text, to }];
}

function operationConcern(operation: Operation, all: readonly Operation[], now: number): Concern[] {
  const { state, result, stages } = operation.status;
  const title = operationTitle(operation);
  const at = { id: operation.id, to: `/clusters/self/operations?dialog=operation:${operation.id}` };
  if (state === "Running" || state === "Pending" || state === "AwaitingCode") {
    const stage = stages.find((s) => s.state === "Running")?.name ?? "Waiting";
    return [{ ...at, tone: "busy", title, text: stage }];
  }
  const old = now - Date.parse(operation.createdAt) > FRESH_MILLIS;
  const repeated = all.some(
    (o) =>
      o.type === operation.type &&
      o.subject === operation.subject &&
      o.createdAt > operation.createdAt,
  );
  return state === "Failed" && !old && !repeated
    ? [{ ...at, tone: "bad", title: `${title}: failed`, text: result }]
    : [];
}

function mastersConcern(nodes: readonly Node[]): Concern[] {
  const voters = nodes.filter((n) => n.voter).length;
  if (voters === 0 || voters > 2) {
    return [];
  }
  return [
    {
      id: "masters",
      tone: "idle",
      title: voters === 1 ? "There is one master" : "There are two masters",
      text: "Three survive the loss of one: connect more servers as masters.",
      to: `${MAP}?dialog=connect`,
    },
  ];
}
