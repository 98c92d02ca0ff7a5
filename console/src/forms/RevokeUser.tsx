import { useCallback } from "react";
import { call } from "~/api/client";
import { paths } from "~/api/paths";
import type { User } from "~/api/types/vpn";
import { useDialog } from "~/app/useDialog";
import { useLive } from "~/live/hooks";
import { tell } from "~/ui/toasts";
import { Notice } from "~/ui/Notice";
import { FormDialog } from "./FormDialog";
import { useAction } from "./useAction";

export default function RevokeUser(props: { item: User; onClose(): void }) {
  const { item, onClose } = props;
  const { store } = useLive();
  const { show } = useDialog();
  const send = useCallback(
    (_: undefined, requestId: string) =>
      call<User>(paths.userVerb(item.id, "revoke"), { method: "POST", requestId }),
    [item.id],
  );
  const done = useCallback(
    (next: User) => {
      store.put("users", next);
      tell(`${next.name} has new links`);
      show("user-link", next.id);
    },
    [store, show],
  );
  const action = useAction(send, done);
  return (
    <FormDialog
      title={`Revoke the links of ${item.name}`}
      submit="Revoke and make new ones"
      action={action}
      fields={[]}
      onSubmit={() => void action.run(undefined)}
      onClose={onClose}
    >
      <Notice tone="warn">
        The present subscription link and everything fetched with it stop working at once, for
        whoever has them. You then give {item.name} the new link.
      </Notice>
    </FormDialog>
  );
}
