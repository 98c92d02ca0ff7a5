import type { ComponentProps, ReactNode } from "react";
import { cx } from "~/util/cx";
import styles from "./Card.module.css";

export function Card(props: ComponentProps<"section">) {
  return <section {...props} className={cx(styles["card"], props.className)} />;
}

export function CardHead(props: { title: ReactNode; text?: ReactNode; action?: ReactNode }) {
  return (
    <header className={styles["head"]}>
      <div className={styles["words"]}>
        <h2 className={styles["title"]}>{props.title}</h2>
        {props.text ? <p className={styles["text"]}>{props.text}</p> : null}
      </div>
      {props.action}
    </header>
  );
}
