import { X } from "lucide-react";
import { useEffect } from "react";
import { useItem } from "~/live/hooks";
import type { Choice } from "~/topology/model/edges";
import type { Topology } from "~/topology/model/graph";
import { Empty } from "~/ui/Empty";
import { IconButton } from "~/ui/IconButton";
import { InboundPanel } from "./InboundPanel";
import styles from "./Inspector.module.css";
import { NodePanel } from "./NodePanel";
import { RoutePanel } from "./RoutePanel";

const TITLES = { node: "Server", inbound: "Inbound", route: "Route" } as const;

/** The panel about what is chosen on the map. Escape closes it. */
export function Inspector(props: { choice: Choice; topology: Topology; onClose(): void }) {
  const { choice, onClose } = props;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const elsewhere = document.querySelector("[role=dialog][data-open], [role=menu]") !== null;
      if (event.key === "Escape" && !elsewhere) {
        onClose();
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [onClose]);
  return (
    <aside className={styles["panel"]} aria-label={TITLES[choice.kind]}>
      <header className={styles["head"]}>
        <span className={styles["kind"]}>{TITLES[choice.kind]}</span>
        <IconButton name="Close" icon={<X size={16} />} onClick={onClose} />
      </header>
      <div className={styles["body"]}>
        <Content choice={choice} topology={props.topology} />
      </div>
    </aside>
  );
}

function Content(props: { choice: Choice; topology: Topology }) {
  const { choice, topology } = props;
  const worker = topology.workers.find((w) => choice.kind === "node" && w.node.id === choice.id);
  const master = topology.masters.find((m) => choice.kind === "node" && m.id === choice.id);
  const node = worker?.node ?? master;
  const inbound = useItem("inbounds", choice.kind === "inbound" ? choice.id : undefined);
  const route = topology.routes.find((r) => choice.kind === "route" && r.route.id === choice.id);
  if (node !== undefined) {
    return <NodePanel node={node} inbounds={worker?.inbounds ?? []} />;
  }
  if (inbound !== undefined) {
    return <InboundPanel inbound={inbound} />;
  }
  if (route !== undefined) {
    return <RoutePanel item={route} />;
  }
  return <Empty title="It is gone">It was removed, or the link is old.</Empty>;
}
