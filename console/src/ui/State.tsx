import { cx } from "~/util/cx";
import { sentence } from "~/util/words";
import styles from "./State.module.css";
import { type Tone, toneOf } from "./tone";

/** A state as a dot and its word. */
export function State(props: { state: string; tone?: Tone; label?: string; pill?: boolean }) {
  const tone = props.tone ?? toneOf(props.state);
  return (
    <span className={cx(styles["state"], styles[tone], props.pill && styles["pill"])}>
      <Dot tone={tone} />
      {props.label ?? sentence(props.state)}
    </span>
  );
}

export function Dot(props: { tone: Tone }) {
  return <span className={cx(styles["dot"], styles[`dot-${props.tone}`])} aria-hidden />;
}
