import { ChevronRight, CircleCheck } from "lucide-react";
import { useMemo } from "react";
import { Link } from "react-router";
import { useItems } from "~/live/hooks";
import { Card, CardHead } from "~/ui/Card";
import { Dot } from "~/ui/State";
import { useNow } from "~/util/useNow";
import { concernsOf } from "./attention";
import styles from "./AttentionCard.module.css";

export function AttentionCard() {
  const nodes = useItems("nodes").items;
  const inbounds = useItems("inbounds").items;
  const routes = useItems("routes").items;
  const { items: operations, synced } = useItems("operations");
  const now = useNow();
  const concerns = useMemo(
    () => concernsOf({ nodes, inbounds, routes, operations }, now),
    [nodes, inbounds, routes, operations, now],
  );
  return (
    <Card>
      <CardHead title="Needs attention" />
      {concerns.length === 0 ? (
        <p className={styles["well"]}>
          <CircleCheck size={15} aria-hidden /> {synced ? "Nothing: all is well." : "Looking…"}
        </p>
      ) : (
        <ul>
          {concerns.map((concern) => (
            <li key={concern.id} className={styles["concern"]}>
              <Dot tone={concern.tone} />
              <div className={styles["words"]}>
                <Link to={concern.to} className={styles["title"]}>
                  {concern.title}
                </Link>
                {concern.text ? <p className={styles["text"]}>{concern.text}</p> : null}
              </div>
              <ChevronRight size={15} aria-hidden />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
