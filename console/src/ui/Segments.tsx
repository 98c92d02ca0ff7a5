import type { ReactNode } from "react";
import { cx } from "~/util/cx";
import styles from "./Segments.module.css";

/** A few choices beside each other, one of them on. */
export function Segments<V extends string>(props: {
  label: string;
  value: V;
  choices: readonly { value: V; label: string; icon?: ReactNode; count?: number }[];
  onChange(value: V): void;
}) {
  return (
    <div className={styles["segments"]} role="group" aria-label={props.label}>
      {props.choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          aria-pressed={choice.value === props.value}
          className={cx(styles["segment"], choice.value === props.value && styles["on"])}
          onClick={() => props.onChange(choice.value)}
        >
          {choice.icon}
          {choice.label}
          {choice.count === undefined ? null : (
            <span className={styles["count"]}>{choice.count.toLocaleString("en")}</span>
          )}
        </button>
      ))}
    </div>
  );
}
