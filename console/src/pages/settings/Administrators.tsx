import { Plus } from "lucide-react";
import { useState } from "react";
import { paths } from "~/api/paths";
import type { Admin } from "~/api/types/work";
import { useWriteReason } from "~/app/useWriteReason";
import { Button } from "~/ui/Button";
import { Card, CardHead } from "~/ui/Card";
import { Head, TableFrame, tableStyles as t } from "~/ui/Table";
import { day } from "~/util/time";
import { sentence } from "~/util/words";
import { AdminMenu } from "./AdminMenu";
import { ListState } from "./ListState";
import { NewAdmin } from "./NewAdmin";
import { Once } from "./Once";
import styles from "./SettingsPage.module.css";
import { useList } from "./useList";

export function Administrators(props: { me: string }) {
  const { items, error, again } = useList<Admin>(paths.admins);
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<{ name: string; password: string } | null>(null);
  const reason = useWriteReason();
  return (
    <Card>
      <CardHead
        title="Administrators"
        text="Who may log in here. A viewer sees everything and changes nothing."
        action={
          <Button icon={<Plus size={15} />} reason={reason} onClick={() => setAdding(true)}>
            New administrator
          </Button>
        }
      />
      <ListState items={items} error={error} empty="There is none: this cannot be.">
        {(admins) => (
          <TableFrame label="Administrators">
            <Head
              columns={["Name", "Role", "Password", "Since", { name: "Actions", hidden: true }]}
            />
            <tbody>
              {admins.map((admin) => (
                <tr key={admin.id}>
                  <td className={t["name"]}>
                    {admin.name}
                    {admin.name === props.me ? <span className={styles["you"]}> (you)</span> : null}
                  </td>
                  <td data-label="Role">{sentence(admin.role)}</td>
                  <td data-label="Password" className={t["muted"]}>
                    {admin.mustChangePassword ? "To be changed at the next log-in" : "Own"}
                  </td>
                  <td data-label="Since" className={t["muted"]}>
                    {day(admin.createdAt)}
                  </td>
                  <td className={t["actions"]}>
                    <AdminMenu
                      admin={admin}
                      me={props.me}
                      reason={reason}
                      onDone={again}
                      onPassword={(password) => setSecret({ name: admin.name, password })}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </TableFrame>
        )}
      </ListState>
      {adding ? (
        <NewAdmin
          onClose={() => setAdding(false)}
          onDone={(name, password) => {
            setAdding(false);
            again();
            if (password !== undefined) {
              setSecret({ name, password });
            }
          }}
        />
      ) : null}
      {secret ? (
        <Once
          title={`Password of ${secret.name}`}
          name="Copy password"
          secret={secret.password}
          text={`Give it to ${secret.name}, who must change it at the next log-in.`}
          onClose={() => setSecret(null)}
        />
      ) : null}
    </Card>
  );
}
