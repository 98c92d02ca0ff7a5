import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "~/util/cx";
import styles from "./Notice.module.css";

const ICONS = { info: Info, warn: TriangleAlert, bad: CircleAlert } as const;

/** A few sentences that must be read, in place. `live`: spoken when it appears. */
export function Notice(props: {
  tone: "info" | "warn" | "bad";
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
  live?: boolean;
  /** Over the whole width of the page, without a frame. */
  banner?: boolean;
}) {
  const Icon = ICONS[props.tone];
  return (
    <div
      className={cx(styles["notice"], styles[props.tone], props.banner && styles["banner"])}
      role={props.live ? "alert" : undefined}
    >
      <Icon size={15} className={styles["icon"]} aria-hidden />
      <div className={styles["words"]}>
        {props.title ? <strong className={styles["title"]}>{props.title}</strong> : null}
        {props.title && props.children ? " " : null}
        {props.children}
      </div>
      {props.action ? <div className={styles["action"]}>{props.action}</div> : null}
    </div>
  );
}
