import { Menu as Base } from "@base-ui/react/menu";
import type { ReactElement, ReactNode } from "react";
import { cx } from "~/util/cx";
import styles from "./Menu.module.css";

export function Menu(props: {
  trigger: ReactElement;
  children: ReactNode;
  align?: "start" | "end";
}) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={props.trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={5} align={props.align ?? "end"} className={styles["place"]}>
          <Base.Popup className={styles["popup"]}>{props.children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export interface MenuItemProps {
  icon?: ReactNode;
  children: ReactNode;
  onSelect(): void;
  danger?: boolean;
  /** Why it cannot be chosen now; shown below the words. */
  reason?: string | undefined;
}

export function MenuItem(props: MenuItemProps) {
  return (
    <Base.Item
      className={cx(styles["item"], props.danger && styles["danger"])}
      disabled={props.reason !== undefined}
      onClick={props.onSelect}
    >
      <span className={styles["icon"]}>{props.icon}</span>
      <span className={styles["words"]}>
        {props.children}
        {props.reason ? <span className={styles["reason"]}>{props.reason}</span> : null}
      </span>
    </Base.Item>
  );
}

export function MenuGroup(props: { label: string; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className={styles["label"]}>{props.label}</Base.GroupLabel>
      {props.children}
    </Base.Group>
  );
}

export function MenuLine() {
  return <Base.Separator className={styles["line"]} />;
}
