import { describe, expect, it } from "vitest";
import type { Operation } from "~/api/types/work";
import { inbound, node, route } from "~/test/fixtures";
import { concernsOf } from "./attention";

const now = Date.parse("2026-05-04T12:00:00Z");
const none = { nodes: [], inbounds: [], routes: [], operations: [] };

function operation(id: string, state: Operation["status"]["state"], createdAt: string): Operation {
  return {
    id,
    name: id,
    generation: 1,
    revision: 1,
    createdAt,
    type: "node-connect",
    subject: "root@192.0.2.88",
    parameters: { name: "mad-1" },
    actor: "admin",
    attempt: 1,
    status: { state, attempt: 1, stages: [], log: [], result: "nginx is there" },
  };
}

describe("what needs attention", () => {
  it("is nothing while all is well", () => {
    const voters = ["a", "b", "c"].map((n) => node(n, { voter: true }));
    const well = { ...route("r"), status: { inbounds: 1, live: 1 } };
    expect(concernsOf({ ...none, nodes: voters, routes: [well] }, now)).toEqual([]);
  });

  it("names a lost server once, not its inbounds too", () => {
    const gone = node("w", { status: { state: "Lost", since: "", why: "No word." } });
    const its = inbound("i", "w", "", { status: { state: "Unavailable" } });
    const found = concernsOf({ ...none, nodes: [gone], inbounds: [its] }, now);
    expect(found.map((c) => [c.tone, c.title])).toEqual([["bad", "w is lost"]]);
  });

  it("puts the worst first", () => {
    const warned = node("w", { status: { state: "Ready", since: "", warnings: ["Clock."] } });
    const dead = { ...route("r"), status: { inbounds: 2, live: 0 } };
    const found = concernsOf({ ...none, nodes: [warned], routes: [dead] }, now);
    expect(found.map((c) => c.tone)).toEqual(["bad", "warn"]);
  });

  it("forgets a failed operation after a day, or when it was tried again", () => {
    const failed = operation("1", "Failed", "2026-05-04T11:00:00Z");
    const titles = (operations: Operation[]) =>
      concernsOf({ ...none, operations }, now).map((c) => c.title);
    expect(titles([failed])).toEqual(["Connect mad-1: failed"]);
    expect(titles([failed, operation("2", "Succeeded", "2026-05-04T11:30:00Z")])).toEqual([]);
    expect(titles([operation("3", "Failed", "2026-05-01T11:00:00Z")])).toEqual([]);
  });

  it("says that fewer than three masters survive nothing", () => {
    const [only] = concernsOf({ ...none, nodes: [node("m", { voter: true })] }, now);
    expect(only?.title).toBe("There is one master");
  });
});
