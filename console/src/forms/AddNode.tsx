import { useCallback, useState } from "react";
import { call } from "~/api/client";
import { paths } from "~/api/paths";
import type { NewJoinString } from "~/api/types/cluster";
import { FieldRow } from "~/ui/Field";
import { SelectField } from "~/ui/SelectField";
import { Notice } from "~/ui/Notice";
import { FormDialog } from "./FormDialog";
import { JoinCommand } from "./JoinCommand";
import { ROLES, type RoleChoice } from "./roles";
import { fieldError, useAction } from "./useAction";
import { useFields } from "./useFields";

const HOURS = [
  { value: "3600", label: "1 hour" },
  { value: "86400", label: "1 day" },
  { value: "604800", label: "7 days" },
] as const;

const USES = [
  { value: "1", label: "One machine" },
  { value: "5", label: "Up to 5 machines" },
  { value: "25", label: "Up to 25 machines" },
] as const;

/** Makes a join string and waits for who comes with it. */
export default function AddNode(props: { onClose(): void }) {
  const [fields, set] = useFields<{
    role: RoleChoice;
    ttl: (typeof HOURS)[number]["value"];
    uses: (typeof USES)[number]["value"];
  }>({ role: "worker", ttl: "3600", uses: "1" });
  const [made, setMade] = useState<NewJoinString | null>(null);
  const send = useCallback(
    (body: object, requestId: string) =>
      call<NewJoinString>(paths.joinStrings, { method: "POST", body, requestId }),
    [],
  );
  const action = useAction(send, setMade);
  if (made !== null) {
    return <JoinCommand made={made} onClose={props.onClose} />;
  }
  return (
    <FormDialog
      title="Add a node"
      description="Makes one line that you paste on the machine itself. No SSH from here is needed."
      submit="Make the command"
      action={action}
      fields={["role", "ttlSeconds", "uses"]}
      onSubmit={() =>
        void action.run({
          role: fields.role,
          ttlSeconds: Number(fields.ttl),
          uses: Number(fields.uses),
        })
      }
      onClose={props.onClose}
    >
      <SelectField
        label="Role"
        value={fields.role}
        choices={ROLES}
        onChange={set("role")}
        error={fieldError(action.problem, "role")}
      />
      <FieldRow>
        <SelectField
          label="Works for"
          value={fields.ttl}
          choices={HOURS}
          onChange={set("ttl")}
          error={fieldError(action.problem, "ttlSeconds")}
        />
        <SelectField
          label="Lets in"
          value={fields.uses}
          choices={USES}
          onChange={set("uses")}
          error={fieldError(action.problem, "uses")}
        />
      </FieldRow>
      <Notice tone="info">
        The line carries a secret that lets a machine in. It is shown once, and can be revoked under
        Settings.
      </Notice>
    </FormDialog>
  );
}
