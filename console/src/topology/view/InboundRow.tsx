import { EllipsisVertical, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { Inbound } from "~/api/types/vpn";
import { IconButton } from "~/ui/IconButton";
import { Menu } from "~/ui/Menu";
import { cx } from "~/util/cx";
import styles from "./InboundRow.module.css";
import { useOnlineOf } from "./useOnline";

/** One entry point on its worker's card. `grip` is what the map lays over it to drag it by. */
export function InboundRow(props: {
  inbound: Inbound;
  /** A route's colour, or undefined for an inbound in no route. */
  colour: string | undefined;
  selected: boolean;
  onSelect(): void;
  grip?: ReactNode;
  menu: ReactNode;
}) {
  const { inbound, colour } = props;
  const { state, why } = inbound.status;
  const online = useOnlineOf(inbound);
  return (
    <div
      className={cx(styles["row"], props.selected && styles["selected"])}
      style={colour === undefined ? undefined : { ["--route" as string]: colour }}
    >
      <span className={cx(styles["mark"], colour === undefined && styles["loose"])} aria-hidden />
      <button type="button" className={styles["name"]} onClick={props.onSelect}>
        {inbound.name}
      </button>
      {state === "Active" ? null : (
        <span className={cx(styles["state"], styles[state])} title={why}>
          {state === "Pending" ? null : <TriangleAlert size={12} aria-hidden />}
          {state}
        </span>
      )}
      {inbound.port === 443 ? null : <span className={styles["port"]}>:{inbound.port}</span>}
      <span className={styles["online"]}>
        {online.toLocaleString("en")}
        <span className="visually-hidden"> users online</span>
      </span>
      {props.grip}
      <Menu
        trigger={
          <IconButton
            size="small"
            name={`Actions for ${inbound.name}`}
            className={cx(styles["more"], "nodrag", "nopan")}
            icon={<EllipsisVertical size={14} />}
          />
        }
      >
        {props.menu}
      </Menu>
    </div>
  );
}
