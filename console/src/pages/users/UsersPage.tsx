import { Plus, Users } from "lucide-react";
import { useCallback, useMemo } from "react";
import { asProblem } from "~/api/problem";
import type { User } from "~/api/types/vpn";
import { useSession } from "~/app/session";
import { useDialog } from "~/app/useDialog";
import { useWriteReason } from "~/app/useWriteReason";
import { Button } from "~/ui/Button";
import { Empty } from "~/ui/Empty";
import { Notice } from "~/ui/Notice";
import { Page } from "~/ui/Page";
import { SearchField } from "~/ui/SearchField";
import { Segments } from "~/ui/Segments";
import { Skeleton } from "~/ui/Skeleton";
import { useParam } from "~/util/useParam";
import { useSettled } from "~/util/useSettled";
import { plural } from "~/util/words";
import { FILTERS, asFilter, countsOf, fits, matches } from "./filter";
import styles from "./UsersPage.module.css";
import { UsersTable } from "./UsersTable";
import { useUsers } from "./useUsers";
import { type UserVerb, useUserVerbs } from "./useUserVerbs";

const SETTLED_MILLIS = 250;

export default function UsersPage() {
  const { ended, session } = useSession();
  const { show } = useDialog();
  const { run, progress } = useUserVerbs();
  const reason = useWriteReason();
  const [query, setQuery] = useParam("q", { replace: true });
  const [state, setState] = useParam("state", { replace: true });
  const filter = asFilter(state);
  const sought = useSettled((query ?? "").trim(), SETTLED_MILLIS);
  const users = useUsers(sought, ended);
  const { items, synced, whole } = users;
  const counts = useMemo(() => countsOf(items), [items]);
  const found = useMemo(
    () =>
      whole ? items.filter((u) => fits(u, filter) && matches(u, (query ?? "").trim())) : items,
    [whole, items, filter, query],
  );
  const some = whole ? items.length > 0 : users.total > 0;
  const secret =
    session.role === "viewer" ? "Links are secrets: a viewer does not see them." : undefined;
  const open = useCallback(
    (user: User, dialog: "edit-user" | "user-link") => show(dialog, user.id),
    [show],
  );
  const verb = useCallback(
    (users: readonly User[], what: UserVerb) => void run(users, what),
    [run],
  );
  const create = (
    <Button
      look="primary"
      icon={<Plus size={15} />}
      reason={reason}
      onClick={() => show("new-user")}
    >
      New user
    </Button>
  );
  return (
    <Page
      title="Users"
      text="Accounts of the VPN: each has one link for all servers."
      actions={create}
    >
      {users.error ? <Notice tone="bad">{asProblem(users.error).detail}</Notice> : null}
      {!synced && !users.error ? <Skeleton rows={8} /> : null}
      {synced && !some ? (
        <Empty title="No user yet" icon={<Users size={18} />} action={create}>
          Create one, then hand over the link or show the QR code.
        </Empty>
      ) : null}
      {synced && some ? (
        <div className={styles["filters"]}>
          {whole ? (
            <Segments
              label="State"
              value={filter}
              choices={FILTERS.map((f) => ({ ...f, count: counts[f.value] }))}
              onChange={(v) => setState(v === "all" ? null : v)}
            />
          ) : (
            <p className={styles["many"]}>
              {plural(users.total, "user")}, by name. The search looks through the names of all.
            </p>
          )}
          <SearchField label="Search users" value={query ?? ""} onChange={setQuery} />
        </div>
      ) : null}
      {found.length > 0 ? (
        <UsersTable
          users={found}
          reason={reason}
          secret={secret}
          progress={progress}
          whole={whole}
          more={users.more}
          busy={users.busy}
          onOpen={open}
          onVerb={verb}
        />
      ) : null}
      {synced && some && found.length === 0 && !users.busy ? (
        <Empty
          title="No user fits"
          action={
            <Button
              onClick={() => {
                setQuery(null);
                setState(null);
              }}
            >
              Show all
            </Button>
          }
        >
          {whole ? "Try a part of the name or of the note." : "Try a part of the name."}
        </Empty>
      ) : null}
    </Page>
  );
}
