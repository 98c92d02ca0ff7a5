import { useId } from "react";
import styles from "./CheckList.module.css";

/** All of something, or chosen ones. None chosen means all. */
export function CheckList(props: {
  label: string;
  all: string;
  items: readonly { value: string; label: string }[];
  chosen: readonly string[];
  onChange(chosen: readonly string[]): void;
  error?: string | undefined;
}) {
  const { chosen, onChange } = props;
  const id = useId();
  return (
    <fieldset className={styles["list"]} aria-describedby={props.error ? id : undefined}>
      <legend className={styles["label"]}>{props.label}</legend>
      <Check label={props.all} checked={chosen.length === 0} onChange={() => onChange([])} />
      {props.items.map((item) => (
        <Check
          key={item.value}
          label={item.label}
          checked={chosen.includes(item.value)}
          onChange={(on) =>
            onChange(on ? [...chosen, item.value] : chosen.filter((v) => v !== item.value))
          }
        />
      ))}
      {props.error ? (
        <p id={id} role="alert" className={styles["error"]}>
          {props.error}
        </p>
      ) : null}
    </fieldset>
  );
}

function Check(props: { label: string; checked: boolean; onChange(on: boolean): void }) {
  return (
    <label className={styles["check"]}>
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      {props.label}
    </label>
  );
}
