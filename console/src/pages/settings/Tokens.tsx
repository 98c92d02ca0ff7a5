import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { call, newRequestId } from "~/api/client";
import { paths } from "~/api/paths";
import { asProblem } from "~/api/problem";
import type { Token } from "~/api/types/work";
import { useWriteReason } from "~/app/useWriteReason";
import { Button } from "~/ui/Button";
import { Card, CardHead } from "~/ui/Card";
import { IconButton } from "~/ui/IconButton";
import { Head, TableFrame, tableStyles as t } from "~/ui/Table";
import { tell, warn } from "~/ui/toasts";
import { day } from "~/util/time";
import { sentence } from "~/util/words";
import { ListState } from "./ListState";
import { NewToken } from "./NewToken";
import { Once } from "./Once";
import { useList } from "./useList";

export function Tokens() {
  const { items, error, again } = useList<Token>(paths.tokens);
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<{ name: string; token: string } | null>(null);
  const reason = useWriteReason();

  function revoke(token: Token) {
    call(paths.token(token.name), { method: "DELETE", requestId: newRequestId() }).then(
      () => {
        tell(`Token ${token.name} is revoked`);
        again();
      },
      (refusal: unknown) => warn(`${token.name} is unchanged`, asProblem(refusal).detail),
    );
  }

  return (
    <Card>
      <CardHead
        title="API tokens"
        text="For programs and for the command line on other machines."
        action={
          <Button icon={<Plus size={15} />} reason={reason} onClick={() => setAdding(true)}>
            New token
          </Button>
        }
      />
      <ListState
        items={items}
        error={error}
        empty="No token yet. Make one for a program that calls the API."
      >
        {(tokens) => (
          <TableFrame label="API tokens">
            <Head
              columns={[
                "Name",
                "Role",
                "Made by",
                "Made",
                "Ends",
                { name: "Actions", hidden: true },
              ]}
            />
            <tbody>
              {tokens.map((token) => (
                <tr key={token.id}>
                  <td className={t["name"]}>{token.name}</td>
                  <td data-label="Role">{sentence(token.role)}</td>
                  <td data-label="Made by">{token.createdBy}</td>
                  <td data-label="Made" className={t["muted"]}>
                    {day(token.createdAt)}
                  </td>
                  <td data-label="Ends" className={t["muted"]}>
                    {token.expiresAt ? day(token.expiresAt) : "Never"}
                  </td>
                  <td className={t["actions"]}>
                    <IconButton
                      name={`Revoke ${token.name}`}
                      icon={<Trash2 size={15} />}
                      reason={reason}
                      onClick={() => revoke(token)}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </TableFrame>
        )}
      </ListState>
      {adding ? (
        <NewToken
          onClose={() => setAdding(false)}
          onDone={(name, token) => {
            setAdding(false);
            again();
            if (token === undefined) {
              warn(`${name} is made, but its secret is lost`, "Revoke it and make another one.");
            } else {
              setSecret({ name, token });
            }
          }}
        />
      ) : null}
      {secret ? (
        <Once
          title={`Token ${secret.name}`}
          name="Copy token"
          secret={secret.token}
          text="Only its hash is kept. Programs send it as “Authorization: Bearer TOKEN”."
          onClose={() => setSecret(null)}
        />
      ) : null}
    </Card>
  );
}
