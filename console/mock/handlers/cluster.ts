import { type Handler, checkMatch, checkName, ok, page } from "../answers.ts";
import { view } from "../views.ts";
import type { Row, World } from "../world.ts";

export const clusters: Handler = ({ world }) =>
  page(
    world,
    world.rows("clusters").map((c) => view(world, "clusters", c)),
  );

export const oneCluster: Handler = ({ world }) => {
  const [self] = world.rows("clusters");
  return ok(self && view(world, "clusters", self));
};

export const changeCluster: Handler = (call) => {
  const { world, body } = call;
  const [self] = world.rows("clusters");
  if (self === undefined) {
    return { status: 404 };
  }
  checkMatch(call, self);
  if (body["name"] !== undefined) {
    checkName(world, "clusters", body["name"], self);
  }
  return ok(view(world, "clusters", world.update("clusters", self, body)));
};

export const masters: Handler = ({ world }) => {
  const rows = world.rows("nodes").filter((n) => (n["roles"] as string[]).includes("master"));
  const voters = rows.filter((n) => n["voter"]).length;
  const needed = Math.floor(voters / 2) + 1;
  const up = rows.filter((n) => (n["status"] as { state: string }).state === "Ready").length;
  return ok({
    items: rows.map((n) => ({
      node: n.id,
      name: n.name,
      state: masterState(world, n),
      zone: n["zone"],
      voter: n["voter"],
      witness: false,
      addresses: [`${n["publicAddress"] as string}:8445`],
      lagEntries: n.id === world.leader ? 0 : 2,
      lastContactMillis: n.id === world.leader ? 0 : 41,
      clockAheadMillis: 3,
    })),
    epoch: "1.6",
    leader: world.leader,
    term: 6,
    committed: 2 * world.revision,
    changing: false,
    at: world.now().toISOString(),
    quorum: {
      voters,
      reached: up,
      needed,
      mayLose: up - needed,
      ok: world.bends.staleSeconds === null,
      fatalZones: [],
    },
    revision: world.revision,
  });
};

function masterState(world: World, node: Row): string {
  if ((node["status"] as { state: string }).state !== "Ready") {
    return "unreachable";
  }
  if (node.id === world.leader) {
    return "active";
  }
  return node["voter"] ? "standby" : "learner";
}
