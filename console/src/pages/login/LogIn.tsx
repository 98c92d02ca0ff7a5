import { type FormEvent, useState } from "react";
import { call } from "~/api/client";
import { paths } from "~/api/paths";
import type { Session } from "~/api/types/work";
import { FormProblem } from "~/forms/FormProblem";
import { fieldError, useAction } from "~/forms/useAction";
import { Button } from "~/ui/Button";
import { TextField } from "~/ui/Field";
import { Frame } from "./Frame";
import styles from "./Frame.module.css";

export function LogIn(props: { onDone(session: Session): void }) {
  const [name, setName] = useState("admin");
  const [password, setPassword] = useState("");
  const action = useAction(logIn, props.onDone);

  function submit(event: FormEvent) {
    event.preventDefault();
    void action.run({ name, password });
  }

  return (
    <Frame title="Log in" text="to this cluster's console">
      <form className={styles["form"]} onSubmit={submit}>
        <TextField
          label="Administrator"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          value={name}
          onChange={setName}
          error={fieldError(action.problem, "name")}
          required
        />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          error={fieldError(action.problem, "password")}
          required
          // The name is filled in already.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
        />
        <FormProblem problem={action.problem} fields={["name", "password"]} />
        <Button look="primary" type="submit" busy={action.busy} className={styles["submit"]}>
          Log in
        </Button>
        <p className={styles["foot"]}>
          The first password was printed when the cluster was created, or stands in the file{" "}
          <code>admin-password</code> of its data directory.
        </p>
      </form>
    </Frame>
  );
}

function logIn(body: { name: string; password: string }, requestId: string): Promise<Session> {
  return call(paths.session, { method: "POST", body, requestId });
}
