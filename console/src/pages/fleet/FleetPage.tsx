import { Link } from "react-router";
import { useItems } from "~/live/hooks";
import { EventList } from "~/pages/notifications/EventList";
import { useEvents } from "~/pages/notifications/useEvents";
import { Card, CardHead } from "~/ui/Card";
import { Empty } from "~/ui/Empty";
import { Page } from "~/ui/Page";
import { Skeleton } from "~/ui/Skeleton";
import { plural } from "~/util/words";
import { AttentionCard } from "./AttentionCard";
import { ClusterCard } from "./ClusterCard";
import styles from "./FleetPage.module.css";

const LATEST = 7;

/** All clusters that this console shows, what needs attention, and what happened last. */
export function FleetPage() {
  const { items, synced } = useItems("clusters");
  const { events } = useEvents();
  return (
    <Page title="Fleet" text={synced ? plural(items.length, "cluster") : "…"}>
      <div className={styles["columns"]}>
        <div className={styles["clusters"]}>
          {!synced ? <Skeleton rows={1} height={220} /> : null}
          {synced && items.length === 0 ? (
            <Empty title="No cluster is shown here">
              This master answers, but names no cluster. Run <code>covey status</code> on it.
            </Empty>
          ) : null}
          {items.map((cluster) => (
            <ClusterCard key={cluster.id} cluster={cluster} />
          ))}
        </div>
        <div className={styles["attention"]}>
          <AttentionCard />
        </div>
        <Card className={styles["latest"]}>
          <CardHead
            title="Latest"
            action={<Link to="/clusters/self/notifications">See all</Link>}
          />
          <div className={styles["events"]}>
            <EventList events={events.slice(0, LATEST)} />
          </div>
        </Card>
      </div>
    </Page>
  );
}
