import { useState } from "react";
import { paths } from "~/api/paths";
import type { User } from "~/api/types/vpn";
import { useItems } from "~/live/hooks";
import { FormDialog } from "./FormDialog";
import { useEdit } from "./useEdit";
import { useFields } from "./useFields";
import { LIMIT_ERROR, limitOf, userPatch, valuesOf } from "./user";
import { UserFields } from "./UserFields";

export default function EditUser(props: { item: User; onClose(): void }) {
  const { item } = props;
  const routes = useItems("routes").items;
  const [before] = useState(() => valuesOf(item));
  const [fields, set] = useFields(before);
  const [limitError, setLimitError] = useState<string>();
  const edit = useEdit("users", item, paths.user(item.id), props.onClose);

  function submit() {
    const limit = limitOf(fields.limit);
    setLimitError(limit === undefined ? LIMIT_ERROR : undefined);
    if (limit !== undefined) {
      edit.save(userPatch(before, fields, limit));
    }
  }

  return (
    <FormDialog
      title={`Edit ${item.name}`}
      submit="Save"
      action={edit.action}
      fields={["name", "dataLimitBytes", "expiresAt", "routes", "note"]}
      onSubmit={submit}
      onOverwrite={edit.overwrite}
      onClose={props.onClose}
    >
      <UserFields
        values={fields}
        set={set}
        routes={routes}
        problem={edit.action.problem}
        limitError={limitError}
      />
    </FormDialog>
  );
}
