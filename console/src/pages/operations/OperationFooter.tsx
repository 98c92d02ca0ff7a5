import { RotateCcw } from "lucide-react";
import { useCallback, useState } from "react";
import { call } from "~/api/client";
import { paths } from "~/api/paths";
import type { Operation } from "~/api/types/work";
import { useWriteReason } from "~/app/useWriteReason";
import { LoginFields } from "~/forms/ConnectFields";
import { loginAgain } from "~/forms/login";
import { FormProblem } from "~/forms/FormProblem";
import { useAction } from "~/forms/useAction";
import { useFields } from "~/forms/useFields";
import { useLive } from "~/live/hooks";
import { Button } from "~/ui/Button";
import { DialogFooter } from "~/ui/Dialog";
import { FieldStack } from "~/ui/Field";
import styles from "./OperationDialog.module.css";
import { NODE_CONNECT } from "./words";

const ENDED = new Set(["Succeeded", "Failed", "Cancelled"]);

/** Cancel while it runs; retry when it failed, with the login asked for again where it is gone. */
export function OperationFooter(props: { item: Operation; onClose(): void }) {
  const { item, onClose } = props;
  const { store } = useLive();
  const reason = useWriteReason();
  const [login, set] = useFields({
    way: "password" as "password" | "key",
    password: "",
    privateKey: "",
  });
  const [asking, setAsking] = useState(false);
  const send = useCallback(
    (call_: { verb: "retry" | "cancel"; body: object }, requestId: string) =>
      call<Operation>(paths.operationVerb(item.id, call_.verb), {
        method: "POST",
        body: call_.body,
        requestId,
      }),
    [item.id],
  );
  const done = useCallback(
    (next: Operation) => {
      store.put("operations", next);
      setAsking(false);
    },
    [store],
  );
  const action = useAction(send, done);

  function retry() {
    if (item.type !== NODE_CONNECT) {
      void action.run({ verb: "retry", body: {} });
    } else if (asking) {
      const { way, password, privateKey } = login;
      const secret = way === "password" ? { password } : { privateKey };
      const server = loginAgain(item.parameters ?? {}, secret);
      void action.run({ verb: "retry", body: { server } });
    } else {
      // Nobody keeps the login. Ask for it: the old one may be what was wrong.
      setAsking(true);
    }
  }

  return (
    <>
      {asking || action.problem !== undefined ? (
        <div className={styles["retry"]}>
          <FieldStack>
            {asking ? <LoginFields values={login} set={set} problem={action.problem} /> : null}
            <FormProblem problem={action.problem} onAgain={() => void action.again()} />
          </FieldStack>
        </div>
      ) : null}
      <DialogFooter>
        {ENDED.has(item.status.state) ? null : (
          <Button
            look="danger"
            busy={action.busy}
            reason={reason}
            onClick={() => void action.run({ verb: "cancel", body: {} })}
          >
            Cancel the operation
          </Button>
        )}
        {item.status.state === "Failed" || item.status.state === "Cancelled" ? (
          <Button icon={<RotateCcw size={14} />} busy={action.busy} reason={reason} onClick={retry}>
            {asking ? "Try again now" : "Retry"}
          </Button>
        ) : null}
        <Button look={ENDED.has(item.status.state) ? "primary" : "plain"} onClick={onClose}>
          {ENDED.has(item.status.state) ? "Done" : "Close, it goes on"}
        </Button>
      </DialogFooter>
    </>
  );
}
