import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useCallback, useRef } from "react";
import { call } from "~/api/client";
import { asProblem } from "~/api/problem";
import type { Meta, Plan } from "~/api/types/shared";
import { useWriteReason } from "~/app/useWriteReason";
import { useLive } from "~/live/hooks";
import type { KindName } from "~/live/store";
import { Button } from "~/ui/Button";
import { Dialog, DialogBody, DialogFooter } from "~/ui/Dialog";
import { FieldStack } from "~/ui/Field";
import { Notice } from "~/ui/Notice";
import { Skeleton } from "~/ui/Skeleton";
import { tell } from "~/ui/toasts";
import { FormProblem } from "./FormProblem";
import { PlanView } from "./PlanView";
import { useAction } from "./useAction";

/** Removes a resource after showing what goes with it. The focus starts on the harmless button. */
export function RemoveDialog(props: {
  kind: KindName;
  item: Meta;
  title: string;
  submit: string;
  path: string;
  /** The removal with `?plan=true`, which changes nothing; else `children` say what goes. */
  planPath?: string;
  children?: ReactNode;
  onClose(): void;
}) {
  const { kind, item, path, planPath, onClose } = props;
  const { store } = useLive();
  const locked = useWriteReason();
  const cancel = useRef<HTMLButtonElement>(null);
  const plan = useQuery({
    queryKey: ["plan", planPath],
    queryFn: ({ signal }) => call<Plan>(planPath ?? "", { method: "DELETE", signal }),
    enabled: planPath !== undefined,
    gcTime: 0,
    retry: false,
  });
  const send = useCallback(
    (_: undefined, requestId: string) => call<unknown>(path, { method: "DELETE", requestId }),
    [path],
  );
  const done = useCallback(() => {
    const known = store.list(kind).items.get(item.id)?.revision ?? item.revision;
    store.remove(kind, item.id, known);
    tell(`${item.name} is removed`);
    onClose();
  }, [store, kind, item, onClose]);
  const action = useAction(send, done);
  const waiting = planPath !== undefined && plan.isPending;

  return (
    <Dialog title={props.title} onClose={onClose} focus={cancel}>
      <DialogBody>
        <FieldStack>
          {props.children}
          {waiting ? <Skeleton rows={2} /> : null}
          {plan.data ? <PlanView plan={plan.data} /> : null}
          {plan.isError ? <Notice tone="bad">{asProblem(plan.error).detail}</Notice> : null}
          <FormProblem problem={action.problem} onAgain={() => void action.again()} />
        </FieldStack>
      </DialogBody>
      <DialogFooter>
        <Button ref={cancel} onClick={onClose}>
          Keep it
        </Button>
        <Button
          look="danger"
          busy={action.busy}
          reason={
            locked ??
            plan.data?.refusal?.detail ??
            (waiting ? "Asking what goes with it…" : undefined)
          }
          onClick={() => void action.run(undefined)}
        >
          {props.submit}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
