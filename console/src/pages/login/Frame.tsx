import type { ReactNode } from "react";
import { Logo } from "~/ui/Logo";
import { useTitle } from "~/ui/Page";
import styles from "./Frame.module.css";

/** The page around everything that is shown before the console. */
export function Frame(props: { title: string; text: ReactNode; children: ReactNode }) {
  useTitle(props.title);
  return (
    <main className={styles["frame"]}>
      <div className={styles["card"]}>
        <Logo size={36} />
        <h1 className={styles["title"]}>{props.title}</h1>
        <p className={styles["text"]}>{props.text}</p>
        {props.children}
      </div>
    </main>
  );
}
