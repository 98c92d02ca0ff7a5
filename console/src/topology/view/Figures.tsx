import { SAMPLES } from "~/live/history";
import { useHistory } from "~/live/hooks";
import { Meter, loadTone } from "~/ui/Meter";
import { Sparkline } from "~/ui/Sparkline";
import { binary, percent, rate } from "~/util/bytes";
import styles from "./Figures.module.css";

/** What a server does right now: processor, memory, traffic. Renders by itself each second. */
export function Figures(props: { node: string }) {
  const history = useHistory(props.node);
  if (history === undefined) {
    return <p className={styles["none"]}>No figures yet</p>;
  }
  const { latest } = history;
  const memory = latest.memoryTotalBytes > 0 ? latest.memoryUsedBytes / latest.memoryTotalBytes : 0;
  const memoryText = `${binary(latest.memoryUsedBytes)} of ${binary(latest.memoryTotalBytes)}`;
  const traffic = rate(latest.rxBytesPerSecond + latest.txBytesPerSecond);
  return (
    <div className={styles["figures"]}>
      <Load name="CPU" label="Processor" share={latest.cpu} text={percent(latest.cpu)} />
      <Load name="Mem" label="Memory" share={memory} text={memoryText} />
      <div className={styles["traffic"]}>
        <div className={styles["spark"]}>
          <Sparkline values={history.traffic} slots={SAMPLES} width={72} height={24} />
        </div>
        <span className={styles["rate"]}>{traffic}</span>
      </div>
    </div>
  );
}

function Load(props: { name: string; label: string; share: number; text: string }) {
  return (
    <div className={styles["load"]}>
      <span className={styles["loadText"]}>
        {props.name} <b>{percent(props.share)}</b>
      </span>
      <Meter
        share={props.share}
        label={props.label}
        text={props.text}
        tone={loadTone(props.share)}
      />
    </div>
  );
}

export function Online(props: { node: string }) {
  const history = useHistory(props.node);
  return <>{(history?.latest.online ?? 0).toLocaleString("en")}</>;
}
