import { useCallback } from "react";
import { call } from "~/api/client";
import { paths } from "~/api/paths";
import type { Permission } from "~/api/types/shared";
import type { Admin } from "~/api/types/work";
import { FormDialog } from "~/forms/FormDialog";
import { fieldError, useAction } from "~/forms/useAction";
import { useFields } from "~/forms/useFields";
import { TextField } from "~/ui/Field";
import { SelectField } from "~/ui/SelectField";
import { ROLE_CHOICES } from "./roleChoices";

export function NewAdmin(props: {
  onClose(): void;
  onDone(name: string, password: string | undefined): void;
}) {
  const { onDone } = props;
  const [fields, set] = useFields<{ name: string; role: Permission; password: string }>({
    name: "",
    role: "viewer",
    password: "",
  });
  const send = useCallback(
    (body: object, requestId: string) =>
      call<Admin & { password?: string }>(paths.admins, { method: "POST", body, requestId }),
    [],
  );
  const done = useCallback(
    (made: Admin & { password?: string }) => onDone(made.name, made.password),
    [onDone],
  );
  const action = useAction(send, done);

  function submit() {
    const { name, role, password } = fields;
    void action.run({ name: name.trim(), role, ...(password === "" ? {} : { password }) });
  }

  return (
    <FormDialog
      title="New administrator"
      submit="Create"
      action={action}
      fields={["name", "role", "password"]}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <TextField
        label="Name"
        autoCapitalize="none"
        value={fields.name}
        onChange={set("name")}
        error={fieldError(action.problem, "name")}
      />
      <SelectField
        label="Role"
        value={fields.role}
        choices={ROLE_CHOICES}
        onChange={set("role")}
        error={fieldError(action.problem, "role")}
      />
      <TextField
        label="Password"
        type="password"
        autoComplete="new-password"
        optional
        hint="Leave it empty to have one made, which must be changed at the first log-in."
        value={fields.password}
        onChange={set("password")}
        error={fieldError(action.problem, "password")}
      />
    </FormDialog>
  );
}
