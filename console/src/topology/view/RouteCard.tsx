import type { RouteItem } from "../model/graph";
import { plural, sentence } from "~/util/words";
import { cx } from "~/util/cx";
import styles from "./Card.module.css";
import { colourVar } from "./colours";
import type { CardProps } from "./MasterCard";
import { useOnline } from "./useOnline";

export function RouteCard(props: CardProps & { item: RouteItem; target?: boolean }) {
  const { route, inbounds, live, colour } = props.item;
  const online = useOnline(inbounds);
  const text =
    inbounds.length === 0
      ? "Empty: users do not see it"
      : live === inbounds.length
        ? plural(live, "inbound")
        : `${live} of ${plural(inbounds.length, "inbound")} live`;
  return (
    <article
      className={cx(
        styles["card"],
        styles["route"],
        props.selected && styles["selected"],
        props.target && styles["target"],
      )}
      style={{ ["--route" as string]: colourVar(colour) }}
    >
      <div className={styles["head"]}>
        <button type="button" className={styles["name"]} onClick={props.onSelect}>
          {route.name}
        </button>
        <span className={styles["routeOnline"]}>{online.toLocaleString("en")} online</span>
      </div>
      <p className={styles["line"]}>{sentence(route.algorithm)}</p>
      <p className={cx(styles["line"], live < inbounds.length && styles["warn"])}>{text}</p>
    </article>
  );
}
