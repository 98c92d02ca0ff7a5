import { type FormEvent, useState } from "react";
import { paths } from "~/api/paths";
import type { Cluster } from "~/api/types/cluster";
import { useWriteReason } from "~/app/useWriteReason";
import { FormProblem } from "~/forms/FormProblem";
import { fieldError } from "~/forms/useAction";
import { useEdit } from "~/forms/useEdit";
import { changed, useFields } from "~/forms/useFields";
import { useItems } from "~/live/hooks";
import { Button } from "~/ui/Button";
import { Card, CardHead } from "~/ui/Card";
import { TextField } from "~/ui/Field";
import { Skeleton } from "~/ui/Skeleton";
import styles from "./SettingsPage.module.css";

export function ClusterSettings() {
  const self = useItems("clusters").items.find((c) => c.self);
  return self === undefined ? (
    <Skeleton rows={3} />
  ) : (
    // A change of another's starts the form anew.
    <Form key={self.revision} self={self} />
  );
}

function Form(props: { self: Cluster }) {
  const { self } = props;
  const [before] = useState(() => ({
    name: self.name,
    profileTitle: self.profileTitle ?? "",
    supportUrl: self.supportUrl ?? "",
  }));
  const [fields, set] = useFields(before);
  const edit = useEdit("clusters", self, paths.cluster, nothing);
  const reason = useWriteReason();
  const { problem, busy } = edit.action;
  const patch = changed(before, fields);
  const untouched = Object.keys(patch).length === 0 ? "Nothing is changed yet." : undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    edit.save(patch);
  }

  return (
    <Card>
      <CardHead title="This cluster" text={`Id ${self.id}`} />
      <form className={styles["form"]} onSubmit={submit}>
        <TextField
          label="Name"
          hint="A label: it may change at any time."
          value={fields.name}
          onChange={set("name")}
          error={fieldError(problem, "name")}
        />
        <TextField
          label="Profile title"
          optional
          hint="The name of the subscription in the user's app."
          value={fields.profileTitle}
          onChange={set("profileTitle")}
          error={fieldError(problem, "profileTitle")}
        />
        <TextField
          label="Support address"
          optional
          hint="Where the app's help button leads."
          placeholder="https://help.example.org"
          value={fields.supportUrl}
          onChange={set("supportUrl")}
          error={fieldError(problem, "supportUrl")}
        />
        <FormProblem
          problem={problem}
          fields={["name", "profileTitle", "supportUrl"]}
          onAgain={() => void edit.action.again()}
          onOverwrite={edit.overwrite}
        />
        <Button
          look="primary"
          type="submit"
          busy={busy}
          reason={reason ?? untouched}
          className={styles["submit"]}
        >
          Save
        </Button>
      </form>
    </Card>
  );
}

function nothing(): void {
  // The form stays; the new revision starts it anew.
}
