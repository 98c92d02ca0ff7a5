import { UserRound } from "lucide-react";
import type { ReactNode } from "react";
import type { Inbound } from "~/api/types/vpn";
import { Dot } from "~/ui/State";
import { cx } from "~/util/cx";
import { sentence } from "~/util/words";
import type { Worker } from "../model/graph";
import styles from "./Card.module.css";
import { Figures, Online } from "./Figures";
import type { CardProps } from "./MasterCard";
import { nodeState } from "./nodeState";

/** A worker: how it is, what it does, and its entry points. */
export function WorkerCard(
  props: CardProps & { worker: Worker; children(inbound: Inbound): ReactNode },
) {
  const { node, inbounds } = props.worker;
  const { word, tone } = nodeState(node);
  const plain = word === "Ready";
  return (
    <article className={cx(styles["card"], props.selected && styles["selected"])}>
      <div className={styles["head"]}>
        <Dot tone={tone} />
        <button type="button" className={styles["name"]} onClick={props.onSelect}>
          {node.name}
        </button>
        <span className={styles["zone"]}>{node.zone}</span>
        {plain ? null : <span className={cx(styles["word"], styles[tone])}>{shortWord(word)}</span>}
        <span className={styles["online"]} title="Users online">
          <UserRound size={12} aria-hidden />
          <Online node={node.id} />
          <span className="visually-hidden"> users online</span>
        </span>
      </div>
      <div className={styles["figures"]}>
        <Figures node={node.id} />
      </div>
      {inbounds.length === 0 ? (
        <p className={styles["bare"]}>No inbound yet: it carries no traffic</p>
      ) : (
        <ul className={styles["inbounds"]}>
          {inbounds.map((inbound) => (
            <li key={inbound.id}>{props.children(inbound)}</li>
          ))}
        </ul>
      )}
    </article>
  );
}

function shortWord(word: string): string {
  return word === "Ready, with a warning" ? "Warning" : sentence(word);
}
