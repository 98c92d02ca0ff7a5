import { type FormEvent, type ReactNode, useCallback, useState } from "react";
import { call } from "~/api/client";
import { paths } from "~/api/paths";
import type { Session } from "~/api/types/work";
import { Button } from "~/ui/Button";
import { TextField } from "~/ui/Field";
import { FormProblem } from "./FormProblem";
import { fieldError, useAction, wrongPassword } from "./useAction";

/** Changes one's own password. */
export function PasswordForm(props: {
  name: string;
  className: string | undefined;
  submitClassName: string | undefined;
  /** Told what the session is from now on. */
  onDone(session: Session | undefined): void;
  children?: ReactNode;
}) {
  const { onDone } = props;
  const [old, setOld] = useState("");
  const [fresh, setFresh] = useState("");
  const [again, setAgain] = useState("");
  const [mismatch, setMismatch] = useState(false);
  const done = useCallback(
    (session: Session | undefined) => {
      setOld("");
      setFresh("");
      setAgain("");
      onDone(session);
    },
    [onDone],
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
    <form className={props.className} onSubmit={submit}>
      {/* Password stores ask for whom the new one is. */}
      <input type="hidden" name="username" autoComplete="username" value={props.name} />
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
        hint="At least 10 characters."
        value={fresh}
        onChange={setFresh}
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
      <Button look="primary" type="submit" busy={action.busy} className={props.submitClassName}>
        Change password
      </Button>
      {props.children}
    </form>
  );
}

function send(body: { old: string; new: string }, requestId: string): Promise<Session | undefined> {
  return call(paths.password, { method: "POST", body, requestId });
}
