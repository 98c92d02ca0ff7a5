import type { Row, World } from "../world.ts";

const MINUTE = 60_000;
const HOST_KEY = "SHA256:6a3mDkmFJ1nQnb1l0e4Vq5Yk2hV9lUx7Zt0a2jVQvB4";

const TAKEN =
  "Expected port 443 to be free, but nginx listens on it. Stop it or choose another port.";

/** What happened lately: events and operations. */
export function addStory(world: World): void {
  const ago = (minutes: number) => new Date(world.now().getTime() - minutes * MINUTE);
  const event = (
    minutes: number,
    severity: string,
    reason: string,
    subject: string,
    text: string,
  ) => world.event(severity, reason, subject, text, ago(minutes));

  event(
    2980,
    "notice",
    "cluster_created",
    "cluster/aurora",
    "Cluster aurora was created on fra-1.",
  );
  event(2210, "notice", "node_joined", "node/ams-1", "ams-1 joined as master.");
  event(
    2190,
    "notice",
    "node_joined",
    "node/hel-1",
    "hel-1 joined as master. The cluster survives the loss of one master.",
  );
  event(1460, "notice", "node_joined", "node/waw-1", "waw-1 joined as worker.");
  event(
    412,
    "notice",
    "user_limited",
    "user/farid.rahimi",
    "farid.rahimi used up 100 GB and was cut off.",
  );
  event(
    305,
    "notice",
    "leader_changed",
    "node/fra-1",
    "fra-1 became the active master (epoch 1.6). The change took 0.7 s.",
  );
  event(
    126,
    "notice",
    "node_drained",
    "node/par-1",
    "admin drained par-1: its inbounds take no new users.",
  );
  event(
    47,
    "warning",
    "clock_offset",
    "node/waw-1",
    "The clock of waw-1 is 1.8 s ahead of the cluster.",
  );
  event(
    18,
    "alarm",
    "inbound_unavailable",
    "inbound/Warsaw",
    "Inbound Warsaw does not answer on port 443 of waw-1. It is hidden from users until it does.",
  );
  event(6, "notice", "user_expired", "user/jonas.keller", "jonas.keller's time is over.");

  operation(world, "203.0.113.201", "waw-1", ago(1464), {
    state: "Succeeded",
    stages: done(["Connect", "Check", "Upload", "Install", "Join", "Verify"], ago(1464)),
    result: "waw-1 is Ready.",
  });
  operation(world, "192.0.2.88", "mad-1", ago(380), {
    state: "Failed",
    stages: [
      stage("Connect", "Succeeded", "", ago(380), 2),
      stage("Check", "Failed", TAKEN, ago(379.9), 4),
      ...["Upload", "Install", "Join", "Verify"].map((n) => stage(n, "Pending", "")),
    ],
    log: [
      "logged in as root@192.0.2.88:22",
      "Debian GNU/Linux 12 (bookworm), x86_64, systemd; 1.9 GiB of memory, 31.0 GiB of disk free",
      TAKEN,
    ],
    result: TAKEN,
  });
}

export function stage(name: string, state: string, message: string, at?: Date, seconds = 0) {
  return {
    name,
    state,
    message,
    ...(at ? { startedAt: at.toISOString() } : {}),
    ...(at && state !== "Running"
      ? { endedAt: new Date(at.getTime() + seconds * 1000).toISOString() }
      : {}),
  };
}

function done(names: string[], from: Date) {
  return names.map((name, i) =>
    stage(name, "Succeeded", "", new Date(from.getTime() + i * 9000), 8),
  );
}

function operation(
  world: World,
  host: string,
  name: string,
  at: Date,
  status: Record<string, unknown>,
): Row {
  return world.create(
    "operations",
    {
      name: `node-connect-${world.revision}`,
      type: "node-connect",
      subject: `root@${host}`,
      actor: "admin",
      attempt: 1,
      cancelled: false,
      parameters: {
        host,
        port: "22",
        user: "root",
        hostKey: HOST_KEY,
        name,
        zone: "",
        roles: "worker",
      },
      status: { attempt: 1, log: [], ...status },
    },
    at,
  );
}
