import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement } from "react";
import styles from "./Tooltip.module.css";

export function Tooltip(props: {
  text: string;
  children: ReactElement;
  side?: "top" | "right" | "bottom" | "left";
}) {
  return (
    <Base.Root>
      <Base.Trigger render={props.children} delay={350} closeOnClick={false} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} side={props.side ?? "top"} className={styles["place"]}>
          <Base.Popup className={styles["popup"]}>{props.text}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
