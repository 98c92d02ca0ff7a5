import { Check, CircleSlash, X } from "lucide-react";
import type { ReactNode } from "react";
import type { OperationState, Stage } from "~/api/types/work";
import { Spinner } from "~/ui/Spinner";
import { cx } from "~/util/cx";
import { span } from "~/util/time";
import { useNow } from "~/util/useNow";
import { sentence } from "~/util/words";
import styles from "./Stages.module.css";

const ICONS: Partial<Record<OperationState, ReactNode>> = {
  Succeeded: <Check size={13} strokeWidth={3} />,
  Failed: <X size={13} strokeWidth={3} />,
  Cancelled: <CircleSlash size={13} />,
  Running: <Spinner size={13} />,
};

/** The stages below each other, with what each says and how long it took. */
export function StageList(props: { stages: readonly Stage[] }) {
  const now = useNow();
  return (
    <ol className={styles["stages"]}>
      {props.stages.map((stage) => (
        <li key={stage.name} className={cx(styles["stage"], styles[`is-${stage.state}`])}>
          <span className={cx(styles["mark"], styles[stage.state])} aria-hidden>
            {ICONS[stage.state]}
          </span>
          <div className={styles["words"]}>
            <span className={styles["name"]}>{stage.name}</span>
            <span className="visually-hidden">: {sentence(stage.state)}</span>
            {stage.message ? <p className={styles["message"]}>{stage.message}</p> : null}
          </div>
          <span className={styles["took"]}>{took(stage, now)}</span>
        </li>
      ))}
    </ol>
  );
}

function took(stage: Stage, now: number): string {
  if (!stage.startedAt) {
    return "";
  }
  const end = stage.endedAt ? Date.parse(stage.endedAt) : now;
  return span(Math.max(0, (end - Date.parse(stage.startedAt)) / 1000));
}
