import type { NodeMetrics } from "~/api/types/cluster";

/** The last figures of one node and what led to them, oldest first. */
export interface History {
  latest: NodeMetrics;
  /** Bytes per second, in and out together. */
  traffic: readonly number[];
  cpu: readonly number[];
  online: readonly number[];
}

/** Samples kept for a sparkline: one a second, so a minute and a half. */
export const SAMPLES = 90;

export function extend(history: History | undefined, sample: NodeMetrics): History {
  if (history !== undefined && history.latest.at === sample.at) {
    return history;
  }
  return {
    latest: sample,
    traffic: push(history?.traffic, sample.rxBytesPerSecond + sample.txBytesPerSecond),
    cpu: push(history?.cpu, sample.cpu),
    online: push(history?.online, sample.online),
  };
}

function push(values: readonly number[] | undefined, next: number): readonly number[] {
  const kept = values === undefined ? [] : values.slice(-(SAMPLES - 1));
  kept.push(next);
  return kept;
}
