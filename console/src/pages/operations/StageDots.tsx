import type { Stage } from "~/api/types/work";
import { cx } from "~/util/cx";
import { sentence } from "~/util/words";
import styles from "./Stages.module.css";

/** The stages of an operation as a row of dots. */
export function StageDots(props: { stages: readonly Stage[] }) {
  const done = props.stages.filter((s) => s.state === "Succeeded").length;
  return (
    <span
      className={styles["dots"]}
      role="img"
      aria-label={`${done} of ${props.stages.length} stages done`}
    >
      {props.stages.map((stage) => (
        <span
          key={stage.name}
          className={cx(styles["dot"], styles[stage.state])}
          title={`${stage.name}: ${sentence(stage.state)}`}
        />
      ))}
    </span>
  );
}
