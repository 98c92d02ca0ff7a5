import { base64url } from "../chance.ts";
import { type Handler, Refusal, need, ok, page } from "../answers.ts";
import { addNode } from "../seed/nodes.ts";
import { connectAgain } from "./connect.ts";
import { checkServer } from "./nodes.ts";

export const listOperations: Handler = ({ world }) => page(world, world.rows("operations"));
export const oneOperation: Handler = ({ world }, id = "") => ok(need(world, "operations", id));
export const listEvents: Handler = ({ world }) => page(world, world.rows("events"));

export const retryOperation: Handler = ({ world, body }, id = "") => {
  const row = need(world, "operations", id);
  return ok(connectAgain(world, row, checkServer(body["server"])));
};

export const cancelOperation: Handler = ({ world }, id = "") => {
  const row = need(world, "operations", id);
  const status = row["status"] as { state: string };
  if (status.state !== "Running" && status.state !== "Pending") {
    throw new Refusal(409, "ended", "Expected the operation to be running, but it has ended.");
  }
  return ok(
    world.observe("operations", row, {
      status: { ...status, state: "Cancelled", result: "Cancelled." },
    }),
  );
};

export const listJoinStrings: Handler = ({ world }) => page(world, world.rows("join-strings"));

export const createJoinString: Handler = ({ world, body }) => {
  const seconds = Number(body["ttlSeconds"] ?? 3600);
  const roles = String(body["role"] ?? "worker").split(",");
  const joinString = `covey1-${base64url(world.chance, 118)}`;
  const row = world.create("join-strings", {
    name: `join-${world.rows("join-strings").length + 1}`,
    roles,
    expiresAt: new Date(world.now().getTime() + seconds * 1000).toISOString(),
    uses: Number(body["uses"] ?? 1),
    cidr: "",
    status: { usedBy: [] },
  });
  world.later(4000, () => {
    const used = world.find("join-strings", row.id);
    if (used && !world.bends.frozen) {
      const name = `node-${world.rows("nodes").length + 1}`;
      addNode(
        world,
        {
          name,
          roles,
          zone: "",
          address: "192.0.2.210",
          memory: 2,
          rate: 1e5,
          online: 0,
          cpu: 0.03,
          trafficBytes: 0,
        },
        0,
      );
      world.put("join-strings", { ...used, status: { usedBy: [name] } });
    }
  });
  const url = "https://203.0.113.10:8443/install.sh";
  const pin = "--pinnedpubkey 'sha256//mLmqwmyBBOTuHyoqAOJlHDmSeRqWPHyZsCPz1ZIoEWI='";
  const command =
    `covey=$(curl -kfsSL ${pin} ${url} || wget -qO- --no-check-certificate ${pin} ${url})` +
    ` && sh -c "$covey" install.sh join ${joinString} --service`;
  return { status: 201, body: { ...row, joinString, command } };
};

export const deleteJoinString: Handler = ({ world }, id = "") => {
  world.delete("join-strings", need(world, "join-strings", id));
  return { status: 204 };
};
