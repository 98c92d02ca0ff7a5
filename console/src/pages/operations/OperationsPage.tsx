import { ListChecks, Plus } from "lucide-react";
import { useMemo } from "react";
import type { Operation } from "~/api/types/work";
import { useDialog } from "~/app/useDialog";
import { useWriteReason } from "~/app/useWriteReason";
import { useItems } from "~/live/hooks";
import { Button } from "~/ui/Button";
import { Empty } from "~/ui/Empty";
import { Page } from "~/ui/Page";
import { Skeleton } from "~/ui/Skeleton";
import { State } from "~/ui/State";
import { Head, TableFrame, tableStyles as t } from "~/ui/Table";
import { exact, relative } from "~/util/time";
import { useNow } from "~/util/useNow";
import { who } from "~/util/words";
import { StageDots } from "./StageDots";
import { operationTitle, resultText } from "./words";

export default function OperationsPage() {
  const { items, synced } = useItems("operations");
  const { show } = useDialog();
  const reason = useWriteReason();
  const sorted = useMemo(
    () => items.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1)),
    [items],
  );
  return (
    <Page title="Operations" text="Long jobs: what they do, how far they are, how they ended.">
      {!synced ? <Skeleton rows={4} /> : null}
      {synced && sorted.length === 0 ? (
        <Empty
          title="No operation yet"
          icon={<ListChecks size={18} />}
          action={
            <Button
              look="primary"
              icon={<Plus size={15} />}
              reason={reason}
              onClick={() => show("connect")}
            >
              Connect a server
            </Button>
          }
        >
          Connecting a server is one: its stages are shown here while they run and afterwards.
        </Empty>
      ) : null}
      {sorted.length > 0 ? (
        <TableFrame label="Operations">
          <Head columns={["What", "State", "Stages", "Result", "By", "Started"]} />
          <tbody>
            {sorted.map((operation) => (
              <Row
                key={operation.id}
                operation={operation}
                onOpen={() => show("operation", operation.id)}
              />
            ))}
          </tbody>
        </TableFrame>
      ) : null}
    </Page>
  );
}

function Row(props: { operation: Operation; onOpen(): void }) {
  const { operation } = props;
  const now = useNow();
  return (
    <tr>
      <td>
        <button type="button" className={t["nameButton"]} onClick={props.onOpen}>
          {operationTitle(operation)}
        </button>
      </td>
      <td data-label="State">
        <State state={operation.status.state} />
      </td>
      <td data-label="Stages">
        <StageDots stages={operation.status.stages} />
      </td>
      <td data-label="Result" className={t["grow"]}>
        <span className={t["muted"]}>{resultText(operation)}</span>
      </td>
      <td data-label="By">{who(operation.actor)}</td>
      <td data-label="Started" title={exact(operation.createdAt)} className={t["muted"]}>
        {relative(operation.createdAt, now)}
      </td>
    </tr>
  );
}
