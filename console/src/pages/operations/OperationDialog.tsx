import type { Operation } from "~/api/types/work";
import { Dialog, DialogBody } from "~/ui/Dialog";
import { FieldStack } from "~/ui/Field";
import { Notice } from "~/ui/Notice";
import { State } from "~/ui/State";
import { exact } from "~/util/time";
import { who } from "~/util/words";
import { LogLines } from "./LogLines";
import { OperationFooter } from "./OperationFooter";
import styles from "./OperationDialog.module.css";
import { StageList } from "./StageList";
import { operationTitle, resultText } from "./words";

/** One operation, live: stages, log, result, and what can be done about it. */
export default function OperationDialog(props: { item: Operation; onClose(): void }) {
  const { item, onClose } = props;
  const { status } = item;
  const again = status.attempt > 1 ? `, try ${status.attempt}` : "";
  return (
    <Dialog
      place="side"
      wide
      title={
        <span className={styles["title"]}>
          {operationTitle(item)}
          <State state={status.state} pill />
        </span>
      }
      description={`By ${who(item.actor)}, ${exact(item.createdAt)}${again}`}
      onClose={onClose}
    >
      <DialogBody>
        <FieldStack>
          <div aria-live="polite">
            <StageList stages={status.stages} />
          </div>
          {status.state === "Failed" && !status.stages.some((s) => s.state === "Failed") ? (
            <Notice tone="bad" title="It failed.">
              {status.result}
            </Notice>
          ) : null}
          {status.state === "Succeeded" && status.result ? (
            <Notice tone="info">{resultText(item)}</Notice>
          ) : null}
          <LogLines lines={status.log} />
        </FieldStack>
      </DialogBody>
      <OperationFooter item={item} onClose={onClose} />
    </Dialog>
  );
}
