import { Plus, Trash2 } from "lucide-react";
import { call, newRequestId } from "~/api/client";
import { paths } from "~/api/paths";
import { asProblem } from "~/api/problem";
import type { JoinString } from "~/api/types/cluster";
import { useDialog } from "~/app/useDialog";
import { useWriteReason } from "~/app/useWriteReason";
import { Button } from "~/ui/Button";
import { Card, CardHead } from "~/ui/Card";
import { IconButton } from "~/ui/IconButton";
import { Head, TableFrame, tableStyles as t } from "~/ui/Table";
import { tell, warn } from "~/ui/toasts";
import { exact, relative } from "~/util/time";
import { useNow } from "~/util/useNow";
import { sentence } from "~/util/words";
import { ListState } from "./ListState";
import { useList } from "./useList";

export function JoinStrings() {
  const { items, error, again } = useList<JoinString>(paths.joinStrings);
  const { show } = useDialog();
  const reason = useWriteReason();
  const now = useNow();

  function revoke(id: string) {
    call(paths.joinString(id), { method: "DELETE", requestId: newRequestId() }).then(
      () => {
        tell("The join string is revoked");
        again();
      },
      (refusal: unknown) => warn("The join string still works", asProblem(refusal).detail),
    );
  }

  return (
    <Card>
      <CardHead
        title="Join strings"
        text="Each lets a machine in, so often and so long. The lines themselves are not kept."
        action={
          <Button icon={<Plus size={15} />} reason={reason} onClick={() => show("join")}>
            Add a node
          </Button>
        }
      />
      <ListState items={items} error={error} empty="None is open: nobody can join now.">
        {(strings) => (
          <TableFrame label="Join strings">
            <Head columns={["For", "Used", "Made", "Ends", { name: "Actions", hidden: true }]} />
            <tbody>
              {strings.map((each) => (
                <tr key={each.id}>
                  <td className={t["name"]}>{each.roles.map(sentence).join(" and ")}</td>
                  <td data-label="Used">
                    {each.status?.usedBy.length ?? 0} of {each.uses}
                  </td>
                  <td data-label="Made" className={t["muted"]}>
                    {relative(each.createdAt, now)}
                  </td>
                  <td data-label="Ends" className={t["muted"]} title={exact(each.expiresAt)}>
                    {relative(each.expiresAt, now)}
                  </td>
                  <td className={t["actions"]}>
                    <IconButton
                      name="Revoke"
                      icon={<Trash2 size={15} />}
                      reason={reason}
                      onClick={() => revoke(each.id)}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </TableFrame>
        )}
      </ListState>
    </Card>
  );
}
