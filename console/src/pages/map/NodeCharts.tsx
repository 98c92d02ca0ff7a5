import type { ReactNode } from "react";
import { SAMPLES } from "~/live/history";
import { useHistory } from "~/live/hooks";
import { Sparkline } from "~/ui/Sparkline";
import { binary, percent, rate } from "~/util/bytes";
import { cx } from "~/util/cx";
import styles from "./panel.module.css";

/** The last minute and a half of one server. */
export function NodeCharts(props: { node: string; worker: boolean }) {
  const history = useHistory(props.node);
  if (history === undefined) {
    return <p className={styles["sub"]}>No figures have come from this server yet.</p>;
  }
  const { latest } = history;
  const traffic = latest.rxBytesPerSecond + latest.txBytesPerSecond;
  return (
    <div className={styles["charts"]}>
      <Chart name="Traffic" value={rate(traffic)} values={history.traffic} wide />
      <Chart name="Processor" value={percent(latest.cpu)} values={history.cpu} top={1} />
      {props.worker ? (
        <Chart
          name="Users online"
          value={latest.online.toLocaleString("en")}
          values={history.online}
        />
      ) : null}
      <Figure name="Memory">
        {binary(latest.memoryUsedBytes)} of {binary(latest.memoryTotalBytes)}
      </Figure>
      <Figure name="Disk">
        {binary(latest.diskUsedBytes)} of {binary(latest.diskTotalBytes)}
      </Figure>
    </div>
  );
}

function Chart(props: {
  name: string;
  value: string;
  values: readonly number[];
  top?: number;
  wide?: boolean;
}) {
  const { name, value, values, wide, ...scale } = props;
  return (
    <figure className={cx(styles["chart"], wide && styles["wide"])}>
      <figcaption className={styles["chartName"]}>{name}</figcaption>
      <div className={styles["chartValue"]}>{value}</div>
      <div className={styles["chartLine"]}>
        <Sparkline
          values={values}
          slots={SAMPLES}
          width={wide ? 290 : 130}
          height={34}
          {...scale}
        />
      </div>
    </figure>
  );
}

function Figure(props: { name: string; children: ReactNode }) {
  return (
    <div className={styles["chart"]}>
      <div className={styles["chartName"]}>{props.name}</div>
      <div className={styles["chartValue"]}>{props.children}</div>
    </div>
  );
}
