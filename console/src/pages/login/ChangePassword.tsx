import { type FormEvent, useCallback, useState } from "react";
import { call } from "~/api/client";
import { paths } from "~/api/paths";
import type { Session } from "~/api/types/work";
import { FormProblem } from "~/forms/FormProblem";
import { fieldError, useAction, wrongPassword } from "~/forms/useAction";
import { Button } from "~/ui/Button";
import { TextField } from "~/ui/Field";
import { Frame } from "./Frame";
import styles from "./Frame.module.css";

/** A first password, or one that another administrator has set, must be changed before all else. */
export function ChangePassword(props: {
  session: Session;
  onDone(session: Session): void;
  onCancel(): void;
}) {
  const { session, onDone } = props;
  const [old, setOld] = useState("");
  const [fresh, setFresh] = useState("");
  const [again, setAgain] = useState("");
  const [mismatch, setMismatch] = useState(false);
  const send = useCallback(
    (body: { old: string; new: string }, requestId: string) =>
      call<Session | undefined>(paths.password, { method: "POST", body, requestId }),
    [],
  );
  const done = useCallback(
    (next: Session | undefined) => onDone({ ...session, ...next, mustChangePassword: false }),
    [session, onDone],
  );
  const action = useAction(send, done);

  function submit(event: FormEvent) {
    event.preventDefault();
    setMismatch(fresh !== again);
    if (fresh === again) {
      void action.run({ old, new: fresh });
    }
  }

  return (
    <Frame title="Choose a password" text={`Your first one, ${session.admin}, was made for you.`}>
      <form className={styles["form"]} onSubmit={submit}>
        <input type="hidden" name="username" autoComplete="username" value={session.admin} />
        <TextField
          label="Present password"
          type="password"
          autoComplete="current-password"
          value={old}
          onChange={setOld}
          error={wrongPassword(action.problem) ?? fieldError(action.problem, "old")}
          required
        />
        <TextField
          label="New password"
          type="password"
          autoComplete="new-password"
          value={fresh}
          onChange={setFresh}
          hint="At least 10 characters."
          error={fieldError(action.problem, "password") ?? fieldError(action.problem, "new")}
          required
        />
        <TextField
          label="New password again"
          type="password"
          autoComplete="new-password"
          value={again}
          onChange={setAgain}
          error={mismatch ? "The two are not the same." : undefined}
          required
        />
        {wrongPassword(action.problem) === undefined ? (
          <FormProblem problem={action.problem} fields={["old", "new", "password"]} />
        ) : null}
        <Button look="primary" type="submit" busy={action.busy} className={styles["submit"]}>
          Change password
        </Button>
        <Button look="quiet" onClick={props.onCancel}>
          Log in as someone else
        </Button>
      </form>
    </Frame>
  );
}
