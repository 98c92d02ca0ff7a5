import { CirclePause, CirclePlay, Crown, Pencil, Trash2 } from "lucide-react";
import { useCallback } from "react";
import { call } from "~/api/client";
import { paths } from "~/api/paths";
import type { Node } from "~/api/types/cluster";
import { useDialog } from "~/app/useDialog";
import { useWriteReason } from "~/app/useWriteReason";
import { FormProblem } from "~/forms/FormProblem";
import { useAction } from "~/forms/useAction";
import { useLive } from "~/live/hooks";
import { Button } from "~/ui/Button";
import { tell } from "~/ui/toasts";
import { drainReason, makeMasterReason } from "./reasons";
import styles from "./panel.module.css";

export function NodeActions(props: { node: Node }) {
  const { node } = props;
  const { store } = useLive();
  const { show } = useDialog();
  const reason = useWriteReason();
  const active = node.availability === "active";
  const send = useCallback(
    (verb: "drain" | "resume", requestId: string) =>
      call<Node>(paths.nodeVerb(node.id, verb), { method: "POST", requestId }),
    [node.id],
  );
  const done = useCallback(
    (next: Node) => {
      store.put("nodes", next);
      tell(
        next.availability === "active"
          ? `${next.name} takes users again`
          : `${next.name} is drained`,
      );
    },
    [store],
  );
  const action = useAction(send, done);
  return (
    <>
      <div className={styles["actions"]}>
        <Button
          icon={active ? <CirclePause size={15} /> : <CirclePlay size={15} />}
          busy={action.busy}
          reason={reason ?? drainReason(node)}
          onClick={() => void action.run(active ? "drain" : "resume")}
        >
          {active ? "Drain" : "Resume"}
        </Button>
        <Button
          icon={<Pencil size={14} />}
          reason={reason}
          onClick={() => show("edit-node", node.id)}
        >
          Edit…
        </Button>
        <Button
          icon={<Crown size={15} />}
          className={styles["wide"]}
          reason={reason ?? makeMasterReason(node)}
          onClick={() => show("make-master", node.id)}
        >
          Make this the master…
        </Button>
        <Button
          look="danger"
          icon={<Trash2 size={14} />}
          className={styles["wide"]}
          reason={reason}
          onClick={() => show("delete-node", node.id)}
        >
          Remove…
        </Button>
      </div>
      <FormProblem problem={action.problem} onAgain={() => void action.again()} />
    </>
  );
}
