import { useCallback, useState } from "react";
import { paths } from "~/api/paths";
import type { User } from "~/api/types/vpn";
import { useDialog } from "~/app/useDialog";
import { useItems } from "~/live/hooks";
import { FormDialog } from "./FormDialog";
import { useCreate } from "./useCreate";
import { useFields } from "./useFields";
import { LIMIT_ERROR, type UserValues, dateIn, limitOf, newUser } from "./user";
import { UserFields } from "./UserFields";

export default function NewUser(props: { onClose(): void }) {
  const { show } = useDialog();
  const routes = useItems("routes").items;
  const [fields, set] = useFields<UserValues>({
    name: "",
    limit: "",
    lastDay: dateIn(30),
    routes: [],
    note: "",
  });
  const [limitError, setLimitError] = useState<string>();
  const done = useCallback((user: User) => show("user-link", user.id), [show]);
  const action = useCreate("users", paths.users, done);

  function submit() {
    const limit = limitOf(fields.limit);
    setLimitError(limit === undefined ? LIMIT_ERROR : undefined);
    if (limit !== undefined) {
      void action.run(newUser(fields, limit));
    }
  }

  return (
    <FormDialog
      title="New user"
      submit="Create user"
      action={action}
      fields={["name", "dataLimitBytes", "expiresAt", "routes", "note"]}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <UserFields
        values={fields}
        set={set}
        routes={routes}
        problem={action.problem}
        limitError={limitError}
      />
    </FormDialog>
  );
}
