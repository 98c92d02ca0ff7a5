import { CircleCheck } from "lucide-react";
import { useState } from "react";
import type { NewJoinString } from "~/api/types/cluster";
import { useItems } from "~/live/hooks";
import { Button } from "~/ui/Button";
import { CopyLine } from "~/ui/Copy";
import { Dialog, DialogBody, DialogFooter } from "~/ui/Dialog";
import { FieldStack } from "~/ui/Field";
import { Spinner } from "~/ui/Spinner";
import { State } from "~/ui/State";
import { relative } from "~/util/time";
import { useNow } from "~/util/useNow";
import { sentence } from "~/util/words";
import styles from "./JoinCommand.module.css";

/** The line to paste, and who has come since it was made. */
export function JoinCommand(props: { made: NewJoinString; onClose(): void }) {
  const { made } = props;
  const now = useNow();
  const nodes = useItems("nodes").items;
  const [before] = useState(() => new Set(nodes.map((n) => n.id)));
  const come = nodes.filter((n) => !before.has(n.id));
  const roles = made.roles.map(sentence).join(" and ").toLowerCase();
  return (
    <Dialog
      title="Paste this on the machine"
      description={`As root, ${relative(made.expiresAt, now)} at the latest. Shown only here.`}
      onClose={props.onClose}
    >
      <DialogBody>
        <FieldStack>
          <CopyLine name="Copy command" text={made.command} wrap />
          <div className={styles["arrivals"]} aria-live="polite">
            {come.length === 0 ? (
              <p className={styles["waiting"]}>
                <Spinner /> Waiting for the {roles}…
              </p>
            ) : (
              <ul>
                {come.map((node) => (
                  <li key={node.id} className={styles["come"]}>
                    <CircleCheck size={16} aria-hidden />
                    <span className={styles["name"]}>{node.name}</span>
                    <span className={styles["address"]}>{node.publicAddress}</span>
                    <State state={node.status.state} pill />
                  </li>
                ))}
              </ul>
            )}
          </div>
        </FieldStack>
      </DialogBody>
      <DialogFooter>
        <Button look="primary" onClick={props.onClose}>
          {come.length === 0 ? "Close" : "Done"}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
