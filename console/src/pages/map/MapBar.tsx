import { Link2, List, Plus, Split, Waypoints } from "lucide-react";
import type { DialogKind } from "~/app/useDialog";
import { Button } from "~/ui/Button";
import { Segments } from "~/ui/Segments";
import styles from "./MapBar.module.css";

/** Above the map: how it is shown, and what can be added. */
export function MapBar(props: {
  list: boolean;
  /** Undefined where there is only the list: on a phone. */
  onList: ((on: boolean) => void) | undefined;
  reason: string | undefined;
  onShow(kind: DialogKind): void;
}) {
  const { reason, onShow } = props;
  return (
    <div className={styles["bar"]}>
      {props.onList ? (
        <Segments
          label="View"
          value={props.list ? "list" : "map"}
          choices={[
            { value: "map", label: "Map", icon: <Waypoints size={14} /> },
            { value: "list", label: "List", icon: <List size={14} /> },
          ]}
          onChange={(v) => props.onList?.(v === "list")}
        />
      ) : null}
      <span className={styles["space"]} />
      <Button
        size="small"
        icon={<Split size={14} />}
        reason={reason}
        onClick={() => onShow("new-route")}
      >
        New route
      </Button>
      <Button
        size="small"
        icon={<Plus size={14} />}
        reason={reason}
        onClick={() => onShow("new-inbound")}
      >
        New inbound
      </Button>
      <Button
        size="small"
        icon={<Link2 size={14} />}
        reason={reason}
        onClick={() => onShow("join")}
      >
        Add a node
      </Button>
      <Button
        size="small"
        look="primary"
        icon={<Plus size={14} />}
        reason={reason}
        onClick={() => onShow("connect")}
      >
        Connect a server
      </Button>
    </div>
  );
}
