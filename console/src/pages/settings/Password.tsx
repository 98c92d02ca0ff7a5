import { type FormEvent, useCallback, useState } from "react";
import { call } from "~/api/client";
import { paths } from "~/api/paths";
import { FormProblem } from "~/forms/FormProblem";
import { fieldError, useAction, wrongPassword } from "~/forms/useAction";
import { Button } from "~/ui/Button";
import { Card, CardHead } from "~/ui/Card";
import { TextField } from "~/ui/Field";
import { tell } from "~/ui/toasts";
import styles from "./SettingsPage.module.css";

export function Password(props: { name: string }) {
  const [old, setOld] = useState("");
  const [fresh, setFresh] = useState("");
  const [again, setAgain] = useState("");
  const [mismatch, setMismatch] = useState(false);
  const send = useCallback(
    (body: { old: string; new: string }, requestId: string) =>
      call<unknown>(paths.password, { method: "POST", body, requestId }),
    [],
  );
  const done = useCallback(() => {
    setOld("");
    setFresh("");
    setAgain("");
    tell("Your password is changed");
  }, []);
  const action = useAction(send, done);

  function submit(event: FormEvent) {
    event.preventDefault();
    setMismatch(fresh !== again);
    if (fresh === again) {
      void action.run({ old, new: fresh });
    }
  }

  return (
    <Card>
      <CardHead title="Change your password" text={`You are signed in as ${props.name}.`} />
      <form className={styles["form"]} onSubmit={submit}>
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
        <Button look="primary" type="submit" busy={action.busy} className={styles["submit"]}>
          Change password
        </Button>
      </form>
    </Card>
  );
}
