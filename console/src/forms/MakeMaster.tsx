import { useCallback } from "react";
import { call } from "~/api/client";
import { paths } from "~/api/paths";
import type { Node } from "~/api/types/cluster";
import { useWriteReason } from "~/app/useWriteReason";
import { useMasters } from "~/live/useMasters";
import { Button } from "~/ui/Button";
import { Dialog, DialogBody, DialogFooter } from "~/ui/Dialog";
import { FieldStack } from "~/ui/Field";
import { Notice } from "~/ui/Notice";
import { tell } from "~/ui/toasts";
import { FormProblem } from "./FormProblem";
import { useAction } from "./useAction";

export default function MakeMaster(props: { item: Node; onClose(): void }) {
  const { item, onClose } = props;
  const locked = useWriteReason();
  const masters = useMasters();
  const active = masters?.items.find((m) => m.state === "active");
  const lag = masters?.items.find((m) => m.node === item.id)?.lagEntries;
  const send = useCallback(
    (_: undefined, requestId: string) =>
      call<unknown>(paths.nodeVerb(item.id, "makeMaster"), { method: "POST", requestId }),
    [item.id],
  );
  const done = useCallback(() => {
    tell(`${item.name} takes over`, "The page follows it by itself.");
    onClose();
  }, [item.name, onClose]);
  const action = useAction(send, done);
  return (
    <Dialog title={`Make ${item.name} the active master`} onClose={onClose}>
      <DialogBody>
        <FieldStack>
          <p>
            The management moves from {active?.name ?? "the present master"} to {item.name}. The
            other masters stand by, {active?.name ?? "the present one"} included, and it can be
            moved back at any time.
          </p>
          <Notice tone="info">
            Users notice nothing: workers go on and subscriptions keep answering. Changes wait for
            about a second.
          </Notice>
          {lag !== undefined && lag > 1000 ? (
            <Notice tone="warn">
              {item.name} is {lag.toLocaleString("en")} entries behind and catches up first.
            </Notice>
          ) : null}
          <FormProblem problem={action.problem} onAgain={() => void action.again()} />
        </FieldStack>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          look="primary"
          busy={action.busy}
          reason={locked}
          onClick={() => void action.run(undefined)}
        >
          Make {item.name} the master
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
