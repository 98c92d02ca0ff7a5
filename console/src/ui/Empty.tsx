import type { ReactNode } from "react";
import styles from "./Empty.module.css";

/** Nothing is here yet: says so and what to do next. */
export function Empty(props: {
  title: string;
  icon?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={styles["empty"]}>
      {props.icon ? <div className={styles["icon"]}>{props.icon}</div> : null}
      <h2 className={styles["title"]}>{props.title}</h2>
      {props.children ? <p className={styles["text"]}>{props.children}</p> : null}
      {props.action ? <div className={styles["action"]}>{props.action}</div> : null}
    </div>
  );
}
