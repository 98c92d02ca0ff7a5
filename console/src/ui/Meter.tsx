import { cx } from "~/util/cx";
import styles from "./Meter.module.css";
import type { Tone } from "./tone";

/** A thin bar: how much of something is used. Over 1 it is full. */
export function Meter(props: { share: number; label: string; text: string; tone?: Tone }) {
  const share = Math.min(1, Math.max(0, props.share));
  return (
    <span
      className={styles["meter"]}
      role="meter"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={props.text}
    >
      <span
        className={cx(styles["fill"], styles[props.tone ?? "busy"])}
        style={{ width: `${share * 100}%` }}
      />
    </span>
  );
}

/** The colour of a load: calm to 75 %, a warning to 92 %, then bad. */
export function loadTone(share: number): Tone {
  if (share >= 0.92) {
    return "bad";
  }
  return share >= 0.75 ? "warn" : "busy";
}
