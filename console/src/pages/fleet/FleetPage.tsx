import { useItems } from "~/live/hooks";
import { Empty } from "~/ui/Empty";
import { Page } from "~/ui/Page";
import { Skeleton } from "~/ui/Skeleton";
import { plural } from "~/util/words";
import { ClusterCard } from "./ClusterCard";
import styles from "./FleetPage.module.css";

/** All clusters that this console shows. */
export function FleetPage() {
  const { items, synced } = useItems("clusters");
  return (
    <Page title="Fleet" text={synced ? plural(items.length, "cluster") : "…"}>
      {!synced ? <Skeleton rows={1} height={220} /> : null}
      {synced && items.length === 0 ? (
        <Empty title="No cluster is shown here">
          This master answers, but names no cluster. Run <code>covey status</code> on it.
        </Empty>
      ) : null}
      <ul className={styles["cards"]}>
        {items.map((cluster) => (
          <li key={cluster.id}>
            <ClusterCard cluster={cluster} />
          </li>
        ))}
      </ul>
    </Page>
  );
}
