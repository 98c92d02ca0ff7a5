import { type FormEvent, type ReactNode, useId } from "react";
import { useWriteReason } from "~/app/useWriteReason";
import { Button } from "~/ui/Button";
import { Dialog, DialogBody, DialogFooter } from "~/ui/Dialog";
import { FieldStack } from "~/ui/Field";
import { FormProblem } from "./FormProblem";
import type { Action } from "./useAction";

/** A dialog around one form: fields, refusal, and the two buttons. */
export function FormDialog<I>(props: {
  title: string;
  description?: ReactNode;
  submit: string;
  action: Action<I>;
  /** Names of the fields that show their own errors. */
  fields: readonly string[];
  onSubmit(): void;
  /** Sends it again although the resource has moved; for edits. */
  onOverwrite?: () => void;
  onClose(): void;
  /** The form shows the refusal itself. */
  shown?: boolean;
  reason?: string | undefined;
  children: ReactNode;
  aside?: ReactNode;
}) {
  const { action } = props;
  const id = useId();
  const locked = useWriteReason();

  function submit(event: FormEvent) {
    event.preventDefault();
    props.onSubmit();
  }

  return (
    <Dialog title={props.title} description={props.description} onClose={props.onClose}>
      <DialogBody>
        <form id={id} onSubmit={submit} noValidate>
          <FieldStack>
            {props.children}
            <FormProblem
              problem={props.shown ? undefined : action.problem}
              fields={props.fields}
              onAgain={() => void action.again()}
              onOverwrite={props.onOverwrite}
            />
          </FieldStack>
        </form>
      </DialogBody>
      <DialogFooter>
        {props.aside}
        <Button onClick={props.onClose}>Cancel</Button>
        <Button
          look="primary"
          type="submit"
          form={id}
          busy={action.busy}
          reason={locked ?? props.reason}
        >
          {props.submit}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
