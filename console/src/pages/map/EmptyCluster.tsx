import type { DialogKind } from "~/app/useDialog";
import { Button } from "~/ui/Button";
import { Notice } from "~/ui/Notice";
import styles from "./EmptyCluster.module.css";

/** A cluster without an entry point: what to do first. */
export function EmptyCluster(props: {
  reason: string | undefined;
  onShow(kind: DialogKind): void;
}) {
  return (
    <div className={styles["empty"]}>
      <Notice
        tone="info"
        title="Nobody can connect yet."
        action={
          <Button
            size="small"
            look="primary"
            reason={props.reason}
            onClick={() => props.onShow("new-inbound")}
          >
            New inbound
          </Button>
        }
      >
        Open an entry point on a worker, put it into a route, then add a user.
      </Notice>
    </div>
  );
}
