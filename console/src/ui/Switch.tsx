import { Switch as Base } from "@base-ui/react/switch";
import { type ReactNode, useId } from "react";
import styles from "./Switch.module.css";

export function Switch(props: {
  label: string;
  hint?: ReactNode;
  checked: boolean;
  onChange(checked: boolean): void;
  disabled?: boolean;
}) {
  const id = useId();
  return (
    <div className={styles["row"]}>
      <div className={styles["words"]}>
        <label id={id} htmlFor={`${id}-switch`} className={styles["label"]}>
          {props.label}
        </label>
        {props.hint ? <p className={styles["hint"]}>{props.hint}</p> : null}
      </div>
      <Base.Root
        id={`${id}-switch`}
        aria-labelledby={id}
        checked={props.checked}
        onCheckedChange={props.onChange}
        disabled={props.disabled ?? false}
        className={styles["track"]}
      >
        <Base.Thumb className={styles["thumb"]} />
      </Base.Root>
    </div>
  );
}
