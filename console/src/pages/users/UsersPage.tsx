import { Plus, Users } from "lucide-react";
import { useCallback, useMemo } from "react";
import type { User } from "~/api/types/vpn";
import { useSession } from "~/app/session";
import { useDialog } from "~/app/useDialog";
import { useWriteReason } from "~/app/useWriteReason";
import { useItems } from "~/live/hooks";
import { useUsersStream } from "~/live/useUsersStream";
import { Button } from "~/ui/Button";
import { Empty } from "~/ui/Empty";
import { Page } from "~/ui/Page";
import { SearchField } from "~/ui/SearchField";
import { Segments } from "~/ui/Segments";
import { Skeleton } from "~/ui/Skeleton";
import { useParam } from "~/util/useParam";
import { FILTERS, asFilter, countsOf, fits, matches } from "./filter";
import styles from "./UsersPage.module.css";
import { UsersTable } from "./UsersTable";
import { type UserVerb, useUserVerbs } from "./useUserVerbs";

export default function UsersPage() {
  const { ended, session } = useSession();
  useUsersStream(ended);
  const { items, synced } = useItems("users");
  const { show } = useDialog();
  const { run, progress } = useUserVerbs();
  const reason = useWriteReason();
  const [query, setQuery] = useParam("q", { replace: true });
  const [state, setState] = useParam("state", { replace: true });
  const filter = asFilter(state);
  const counts = useMemo(() => countsOf(items), [items]);
  const found = useMemo(
    () => items.filter((u) => fits(u, filter) && matches(u, (query ?? "").trim())),
    [items, filter, query],
  );
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
      {!synced ? <Skeleton rows={8} /> : null}
      {synced && items.length === 0 ? (
        <Empty title="No user yet" icon={<Users size={18} />} action={create}>
          Create one, then hand over the link or show the QR code.
        </Empty>
      ) : null}
      {items.length > 0 ? (
        <div className={styles["filters"]}>
          <Segments
            label="State"
            value={filter}
            choices={FILTERS.map((f) => ({ ...f, count: counts[f.value] }))}
            onChange={(v) => setState(v === "all" ? null : v)}
          />
          <SearchField label="Search users" value={query ?? ""} onChange={setQuery} />
        </div>
      ) : null}
      {found.length > 0 ? (
        <UsersTable
          users={found}
          reason={reason}
          secret={secret}
          progress={progress}
          onOpen={open}
          onVerb={verb}
        />
      ) : null}
      {items.length > 0 && found.length === 0 ? (
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
          Try a part of the name or of the note.
        </Empty>
      ) : null}
    </Page>
  );
}
