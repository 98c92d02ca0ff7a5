import { paths } from "~/api/paths";
import type { AuditEntry } from "~/api/types/work";
import { Card, CardHead } from "~/ui/Card";
import { Head, TableFrame, tableStyles as t } from "~/ui/Table";
import { exact, relative } from "~/util/time";
import { useNow } from "~/util/useNow";
import { sentence, who } from "~/util/words";
import { ListState } from "./ListState";
import { useList } from "./useList";

export function Audit() {
  const { items, error } = useList<AuditEntry>(paths.audit);
  const sorted = items?.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  const now = useNow();
  return (
    <Card>
      <CardHead title="Audit" text="Who changed what, newest first." />
      <ListState items={sorted} error={error} empty="Nothing was changed yet.">
        {(entries) => (
          <TableFrame label="Audit">
            <Head columns={["When", "Who", "Did", "To", "Detail"]} />
            <tbody>
              {entries.map((entry) => (
                <tr key={entry.id}>
                  <td className={t["muted"]} title={exact(entry.createdAt)}>
                    {relative(entry.createdAt, now)}
                  </td>
                  <td data-label="Who">{who(entry.actor)}</td>
                  <td data-label="Did" className={t["name"]}>
                    {sentence(entry.action.replaceAll(/[.-]/g, " "))}
                  </td>
                  <td data-label="To" title={entry.subject}>
                    {shortened(entry.subject)}
                  </td>
                  <td data-label="Detail" className={t["grow"]}>
                    {entry.detail ? <span className={t["muted"]}>{entry.detail}</span> : null}
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

/** "node/0e107114-a276-…" → "node 0e107114"; the whole of it is in the title. */
function shortened(subject: string): string {
  return subject.replace("/", " ").replace(/([0-9a-f]{8})[0-9a-f-]{20,}/, "$1");
}
