import { useCallback } from "react";
import type { Session } from "~/api/types/work";
import { PasswordForm } from "~/forms/PasswordForm";
import { Button } from "~/ui/Button";
import { Frame } from "./Frame";
import styles from "./Frame.module.css";

/** A first password, or one that another administrator has set, must be changed before all else. */
export function ChangePassword(props: {
  session: Session;
  onDone(session: Session): void;
  onCancel(): void;
}) {
  const { session, onDone } = props;
  const done = useCallback(
    (next: Session | undefined) => onDone({ ...session, ...next, mustChangePassword: false }),
    [session, onDone],
  );
  return (
    <Frame title="Choose a password" text={`Your first one, ${session.admin}, was made for you.`}>
      <PasswordForm
        name={session.admin}
        className={styles["form"]}
        submitClassName={styles["submit"]}
        onDone={done}
      >
        <Button look="quiet" onClick={props.onCancel}>
          Log in as someone else
        </Button>
      </PasswordForm>
    </Frame>
  );
}
