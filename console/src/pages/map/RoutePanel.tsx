import { Pencil, Trash2 } from "lucide-react";
import { useDialog } from "~/app/useDialog";
import { useWriteReason } from "~/app/useWriteReason";
import type { RouteItem } from "~/topology/model/graph";
import { useMap } from "~/topology/view/mapContext";
import { useOnline } from "~/topology/view/useOnline";
import { Button } from "~/ui/Button";
import { Fact, Facts } from "~/ui/Facts";
import { Notice } from "~/ui/Notice";
import { Dot } from "~/ui/State";
import { toneOf } from "~/ui/tone";
import { sentence } from "~/util/words";
import styles from "./panel.module.css";

export function RoutePanel(props: { item: RouteItem }) {
  const { route, inbounds, live } = props.item;
  const online = useOnline(inbounds);
  const { choose } = useMap();
  const { show } = useDialog();
  const reason = useWriteReason();
  return (
    <>
      <h2 className={styles["title"]}>
        <span>{route.name}</span>
      </h2>
      <p className={styles["sub"]}>One line in the user's app</p>
      {live === 0 ? (
        <div className={styles["notices"]}>
          <Notice tone="warn">
            {inbounds.length === 0
              ? "It is empty, so users do not see it. Drag an inbound onto it."
              : "None of its inbounds is live, so users do not see it now."}
          </Notice>
        </div>
      ) : null}
      <div className={styles["actions"]}>
        <Button
          icon={<Pencil size={14} />}
          reason={reason}
          onClick={() => show("edit-route", route.id)}
        >
          Edit…
        </Button>
        <Button
          look="danger"
          icon={<Trash2 size={14} />}
          reason={reason}
          onClick={() => show("delete-route", route.id)}
        >
          Delete…
        </Button>
      </div>
      <section className={styles["section"]}>
        <h3>Details</h3>
        <Facts>
          <Fact name="Balancing">{sentence(route.algorithm)}</Fact>
          <Fact name="Users online">{online.toLocaleString("en")}</Fact>
          <Fact name="Live inbounds">
            {live} of {inbounds.length}
          </Fact>
        </Facts>
      </section>
      <section className={styles["section"]}>
        <h3>Inbounds</h3>
        <div className={styles["rows"]}>
          {inbounds.map((inbound) => (
            <button
              key={inbound.id}
              type="button"
              className={styles["row"]}
              onClick={() => choose({ kind: "inbound", id: inbound.id })}
            >
              <Dot tone={toneOf(inbound.status.state)} />
              <span className={styles["rowName"]}>{inbound.name}</span>
              <span className={styles["muted"]} style={{ marginLeft: "auto" }}>
                {inbound.nodeName}
              </span>
            </button>
          ))}
        </div>
      </section>
    </>
  );
}
