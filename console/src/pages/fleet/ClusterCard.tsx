import { Link } from "react-router";
import type { Cluster } from "~/api/types/cluster";
import { SAMPLES } from "~/live/history";
import { Notice } from "~/ui/Notice";
import { Sparkline } from "~/ui/Sparkline";
import { State } from "~/ui/State";
import { rate } from "~/util/bytes";
import { day } from "~/util/time";
import styles from "./ClusterCard.module.css";
import { useTotals } from "./useTotals";

export function ClusterCard(props: { cluster: Cluster }) {
  const { cluster } = props;
  const { counts, status } = cluster;
  const totals = useTotals();
  return (
    <article className={styles["card"]}>
      <header className={styles["head"]}>
        <h2 className={styles["name"]}>
          <Link to="/clusters/self">{cluster.name}</Link>
        </h2>
        <State state={status.state} pill />
        <span className={styles["since"]}>since {day(cluster.createdAt)}</span>
      </header>
      {status.why ? (
        <div className={styles["notice"]}>
          <Notice tone="warn">{status.why}</Notice>
        </div>
      ) : null}
      <dl className={styles["counts"]}>
        <Count name="Masters" value={counts.masters} />
        <Count name="Workers" value={counts.workers} />
        <Count name="Inbounds" value={counts.inbounds} />
        <Count name="Routes" value={counts.routes} />
        <Count name="Users" value={counts.users} />
        <Count name="Online" value={totals.online || counts.online} />
      </dl>
      <div className={styles["traffic"]}>
        <div className={styles["trafficText"]}>
          <span>Traffic</span>
          <b>{rate(totals.bytesPerSecond)}</b>
        </div>
        <div className={styles["line"]}>
          <Sparkline values={totals.traffic} slots={SAMPLES} width={480} height={56} />
        </div>
      </div>
      {(status.warnings ?? []).map((warning) => (
        <div key={warning} className={styles["notice"]}>
          <Notice tone="warn">{warning}</Notice>
        </div>
      ))}
    </article>
  );
}

function Count(props: { name: string; value: number }) {
  return (
    <div className={styles["count"]}>
      <dt>{props.name}</dt>
      <dd>{props.value.toLocaleString("en")}</dd>
    </div>
  );
}
