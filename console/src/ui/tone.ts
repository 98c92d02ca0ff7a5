/** How a state looks: the colour says it, the word beside it says it too. */
export type Tone = "ok" | "warn" | "bad" | "idle" | "busy";

const TONES: Readonly<Record<string, Tone>> = {
  Active: "ok",
  active: "ok",
  Ready: "ok",
  Succeeded: "ok",
  standby: "ok",
  Degraded: "warn",
  drained: "warn",
  maintenance: "warn",
  limited: "warn",
  Unavailable: "warn",
  warning: "warn",
  learner: "busy",
  Provisioning: "busy",
  Pending: "busy",
  Joining: "busy",
  Running: "busy",
  AwaitingCode: "busy",
  Lost: "bad",
  Failed: "bad",
  unreachable: "bad",
  alarm: "bad",
  expired: "bad",
};

export function toneOf(state: string): Tone {
  return TONES[state] ?? "idle";
}
