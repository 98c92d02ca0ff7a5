import { PasswordForm } from "~/forms/PasswordForm";
import { Card, CardHead } from "~/ui/Card";
import { tell } from "~/ui/toasts";
import styles from "./SettingsPage.module.css";

export function Password(props: { name: string }) {
  return (
    <Card>
      <CardHead title="Change your password" text={`You are signed in as ${props.name}.`} />
      <PasswordForm
        name={props.name}
        className={styles["form"]}
        submitClassName={styles["submit"]}
        onDone={changed}
      />
    </Card>
  );
}

function changed(): void {
  tell("Your password is changed");
}
