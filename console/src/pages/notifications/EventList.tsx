import { Bell, CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { Node } from "~/api/types/cluster";
import type { Event, Operation } from "~/api/types/work";
import { useItems } from "~/live/hooks";
import { operationTitle } from "~/pages/operations/words";
import { Empty } from "~/ui/Empty";
import { cx } from "~/util/cx";
import { exact, relative } from "~/util/time";
import { useNow } from "~/util/useNow";
import styles from "./EventList.module.css";

const ICONS = { notice: Info, warning: TriangleAlert, alarm: CircleAlert } as const;

export function EventList(props: { events: readonly Event[]; newerThan?: string }) {
  const now = useNow();
  const operations = useItems("operations").items;
  const nodes = useItems("nodes").items;
  if (props.events.length === 0) {
    return (
      <Empty title="Nothing has happened" icon={<Bell size={18} />}>
        Joins, losses, limits and everything else worth knowing is told here as it happens.
      </Empty>
    );
  }
  return (
    <ol className={styles["list"]}>
      {props.events.map((event) => {
        const Icon = ICONS[event.severity];
        const fresh = props.newerThan !== undefined && event.createdAt > props.newerThan;
        return (
          <li key={event.id} className={cx(styles["event"], fresh && styles["fresh"])}>
            <Icon size={15} className={styles[event.severity]} aria-label={event.severity} />
            <p className={styles["text"]}>{textOf(event, operations, nodes)}</p>
            <time
              className={styles["time"]}
              dateTime={event.createdAt}
              title={exact(event.createdAt)}
            >
              {relative(event.createdAt, now)}
            </time>
          </li>
        );
      })}
    </ol>
  );
}

const ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** What has happened: an operation by what it was for, a node by its name, while they are known. */
function textOf(event: Event, operations: readonly Operation[], nodes: readonly Node[]): string {
  const operation = operations.find((o) => event.subject === `operation/${o.id}`);
  if (event.reason !== "operation_ended" || operation === undefined) {
    return event.text.replace(ID, (id) => nodes.find((node) => node.id === id)?.name ?? id);
  }
  const title = operationTitle(operation);
  if (event.severity !== "notice") {
    const { state, result } = operation.status;
    return state === "Failed" ? `${title} failed. ${result}` : `${title} failed.`;
  }
  return `${title} ${operation.status.state === "Cancelled" ? "was cancelled" : "succeeded"}.`;
}
