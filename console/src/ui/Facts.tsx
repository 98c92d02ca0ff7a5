import type { ReactNode } from "react";
import styles from "./Facts.module.css";

export function Facts(props: { children: ReactNode }) {
  return <dl className={styles["facts"]}>{props.children}</dl>;
}

export function Fact(props: { name: string; children: ReactNode }) {
  return (
    <div className={styles["fact"]}>
      <dt className={styles["name"]}>{props.name}</dt>
      <dd className={styles["value"]}>{props.children}</dd>
    </div>
  );
}
