import { type RowSelectionState, useTable } from "@tanstack/react-table";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useMemo, useState } from "react";
import type { User } from "~/api/types/vpn";
import { Button } from "~/ui/Button";
import { TableFrame } from "~/ui/Table";
import { useNow } from "~/util/useNow";
import { useParam } from "~/util/useParam";
import { BulkBar } from "./BulkBar";
import { columns } from "./columns";
import { features } from "./features";
import { parseSort, sortText } from "./filter";
import { UserRow } from "./UserRow";
import type { UserVerb } from "./useUserVerbs";
import styles from "./UsersTable.module.css";

/** Rows drawn at once; more come by a press, so that 100,000 users do not stall the page. */
const PAGE = 100;

export function UsersTable(props: {
  users: readonly User[];
  reason: string | undefined;
  secret: string | undefined;
  progress: { done: number; of: number } | null;
  /** False where these are pages of many: they stay in the order in which they came. */
  whole: boolean;
  more: (() => void) | undefined;
  busy: boolean;
  onOpen(user: User, dialog: "edit-user" | "user-link"): void;
  onVerb(users: readonly User[], verb: UserVerb): void;
}) {
  const { users, reason, whole, more, onOpen, onVerb } = props;
  const now = useNow();
  const [sort, setSort] = useParam("sort", { replace: true });
  const [rowSelection, setRowSelection] = useState<RowSelectionState>({});
  const [shown, setShown] = useState(PAGE);
  const sorting = useMemo(() => (whole ? [parseSort(sort)] : []), [whole, sort]);
  const table = useTable({
    features,
    columns,
    data: users,
    getRowId: (user) => user.id,
    enableSorting: whole,
    enableSortingRemoval: false,
    enableMultiSort: false,
    state: { sorting, rowSelection },
    onSortingChange: (update) => {
      const next = typeof update === "function" ? update(sorting) : update;
      setSort(sortText(next[0]));
    },
    onRowSelectionChange: setRowSelection,
  });
  const rows = table.getRowModel().rows;
  const hidden = whole ? Math.max(0, rows.length - shown) : 0;
  const chosen = rows.filter((row) => row.getIsSelected()).map((row) => row.original);
  return (
    <>
      {chosen.length > 0 ? (
        <BulkBar
          users={chosen}
          reason={reason}
          progress={props.progress}
          onVerb={onVerb}
          onClear={() => setRowSelection({})}
        />
      ) : null}
      <TableFrame
        label="Users"
        footer={
          hidden > 0 || more !== undefined ? (
            <Button
              size="small"
              look="quiet"
              busy={props.busy}
              onClick={more ?? (() => setShown(shown + PAGE))}
            >
              {hidden > 0
                ? `Show ${Math.min(PAGE, hidden)} more of ${rows.length.toLocaleString("en")}`
                : "Show more"}
            </Button>
          ) : null
        }
      >
        <thead>
          <tr>
            <th scope="col" className={styles["pick"]}>
              <input
                type="checkbox"
                aria-label="Choose all"
                checked={table.getIsAllRowsSelected()}
                onChange={table.getToggleAllRowsSelectedHandler()}
              />
            </th>
            {table.getFlatHeaders().map((header) => {
              const order = header.column.getIsSorted();
              return (
                <th
                  key={header.id}
                  scope="col"
                  aria-sort={
                    order === "asc" ? "ascending" : order === "desc" ? "descending" : "none"
                  }
                >
                  {whole ? (
                    <button
                      type="button"
                      className={styles["sort"]}
                      onClick={header.column.getToggleSortingHandler()}
                    >
                      {String(header.column.columnDef.header)}
                      {order === "asc" ? <ArrowUp size={12} aria-hidden /> : null}
                      {order === "desc" ? <ArrowDown size={12} aria-hidden /> : null}
                    </button>
                  ) : (
                    String(header.column.columnDef.header)
                  )}
                </th>
              );
            })}
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {(whole ? rows.slice(0, shown) : rows).map((row) => (
            <UserRow
              key={row.id}
              user={row.original}
              chosen={row.getIsSelected()}
              now={now}
              reason={reason}
              secret={props.secret}
              onChoose={row.getToggleSelectedHandler()}
              onOpen={onOpen}
              onVerb={(user, verb) => onVerb([user], verb)}
            />
          ))}
        </tbody>
      </TableFrame>
    </>
  );
}
