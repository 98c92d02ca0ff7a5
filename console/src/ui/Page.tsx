import { type ReactNode, useEffect } from "react";
import { cx } from "~/util/cx";
import styles from "./Page.module.css";

/** A page: its title in the tab and as the heading, its actions right. */
export function Page(props: {
  title: string;
  text?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  narrow?: boolean;
}) {
  useTitle(props.title);
  return (
    <div className={cx(styles["page"], props.narrow && styles["narrow"])}>
      <header className={styles["head"]}>
        <div className={styles["words"]}>
          <h1 className={styles["title"]}>{props.title}</h1>
          {props.text ? <p className={styles["text"]}>{props.text}</p> : null}
        </div>
        {props.actions ? <div className={styles["actions"]}>{props.actions}</div> : null}
      </header>
      {props.children}
    </div>
  );
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Covey`;
  }, [title]);
}
