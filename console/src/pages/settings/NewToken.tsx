import { useCallback } from "react";
import { call } from "~/api/client";
import { paths } from "~/api/paths";
import type { Permission } from "~/api/types/shared";
import type { Token } from "~/api/types/work";
import { FormDialog } from "~/forms/FormDialog";
import { fieldError, useAction } from "~/forms/useAction";
import { useFields } from "~/forms/useFields";
import { FieldRow, TextField } from "~/ui/Field";
import { SelectField } from "~/ui/SelectField";
import { fromDateField } from "~/util/time";
import { ROLE_CHOICES } from "./roleChoices";

export function NewToken(props: {
  onClose(): void;
  onDone(name: string, token: string | undefined): void;
}) {
  const { onDone } = props;
  const [fields, set] = useFields<{ name: string; role: Permission; lastDay: string }>({
    name: "",
    role: "viewer",
    lastDay: "",
  });
  const send = useCallback(
    (body: object, requestId: string) =>
      call<Token & { token?: string }>(paths.tokens, { method: "POST", body, requestId }),
    [],
  );
  const done = useCallback(
    (made: Token & { token?: string }) => onDone(made.name, made.token),
    [onDone],
  );
  const action = useAction(send, done);

  function submit() {
    const expiresAt = fromDateField(fields.lastDay);
    void action.run({
      name: fields.name.trim(),
      role: fields.role,
      ...(expiresAt === undefined ? {} : { expiresAt }),
    });
  }

  return (
    <FormDialog
      title="New API token"
      submit="Make token"
      action={action}
      fields={["name", "role", "expiresAt"]}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <TextField
        label="Name"
        hint="What will use it."
        placeholder="billing"
        value={fields.name}
        onChange={set("name")}
        error={fieldError(action.problem, "name")}
      />
      <FieldRow>
        <SelectField
          label="Role"
          value={fields.role}
          choices={ROLE_CHOICES}
          onChange={set("role")}
          error={fieldError(action.problem, "role")}
        />
        <TextField
          label="Last day"
          type="date"
          optional
          value={fields.lastDay}
          onChange={set("lastDay")}
          error={fieldError(action.problem, "expiresAt")}
        />
      </FieldRow>
    </FormDialog>
  );
}
