import styles from "./Skeleton.module.css";

/** Grey lines where a list will be. */
export function Skeleton(props: { rows?: number; height?: number }) {
  const rows = Array.from({ length: props.rows ?? 4 }, (_, i) => i);
  return (
    <div className={styles["rows"]} role="status" aria-label="Loading">
      {rows.map((row) => (
        <div key={row} className={styles["row"]} style={{ height: props.height ?? 36 }} />
      ))}
    </div>
  );
}
