import styles from "./QuickPicks.module.css";

/** Usual values of the field above, one press away. */
export function QuickPicks(props: {
  label: string;
  picks: readonly { label: string; value: string }[];
  /** The name of the empty value. */
  none: string;
  onPick(value: string): void;
}) {
  return (
    <div className={styles["picks"]} role="group" aria-label={`Usual values of ${props.label}`}>
      {[...props.picks, { label: props.none, value: "" }].map((pick) => (
        <button
          key={pick.label}
          type="button"
          className={styles["pick"]}
          onClick={() => props.onPick(pick.value)}
        >
          {pick.label}
        </button>
      ))}
    </div>
  );
}
