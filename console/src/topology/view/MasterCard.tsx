import { Crown } from "lucide-react";
import type { Node } from "~/api/types/cluster";
import { useHistory } from "~/live/hooks";
import { Dot } from "~/ui/State";
import { percent } from "~/util/bytes";
import { cx } from "~/util/cx";
import styles from "./Card.module.css";
import { masterState } from "./nodeState";

export interface CardProps {
  selected: boolean;
  onSelect(): void;
}

export function MasterCard(props: CardProps & { node: Node }) {
  const { node } = props;
  const { word, tone } = masterState(node);
  const history = useHistory(node.id);
  return (
    <article className={cx(styles["card"], props.selected && styles["selected"])}>
      <div className={styles["head"]}>
        <Dot tone={tone} />
        <button type="button" className={styles["name"]} onClick={props.onSelect}>
          {node.name}
        </button>
        {node.active ? <Crown size={14} className={styles["crown"]} aria-hidden /> : null}
      </div>
      <p className={styles["line"]}>
        <span className={node.active ? styles["strong"] : undefined}>{word}</span>
        {node.zone ? <span> · {node.zone}</span> : null}
      </p>
      <p className={styles["line"]}>
        {history ? `CPU ${percent(history.latest.cpu)}` : "No figures yet"}
        {node.status.version ? <span> · {node.status.version}</span> : null}
      </p>
    </article>
  );
}
