import type { ReactNode } from "react";
import { asProblem } from "~/api/problem";
import { Notice } from "~/ui/Notice";
import { Skeleton } from "~/ui/Skeleton";
import styles from "./SettingsPage.module.css";

/** Waiting, refused, empty, or the list itself. */
export function ListState<T>(props: {
  items: readonly T[] | undefined;
  error: unknown;
  empty: string;
  children(items: readonly T[]): ReactNode;
}) {
  const { items, error } = props;
  if (items !== undefined && items.length > 0) {
    return <div className={styles["table"]}>{props.children(items)}</div>;
  }
  return (
    <div className={styles["pad"]}>
      {error ? (
        <Notice tone="bad">{asProblem(error).detail}</Notice>
      ) : items === undefined ? (
        <Skeleton rows={3} />
      ) : (
        <Notice tone="info">{props.empty}</Notice>
      )}
    </div>
  );
}
