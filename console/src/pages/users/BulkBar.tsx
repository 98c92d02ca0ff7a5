import { Ban, CircleCheck, RotateCcw, Trash2, X } from "lucide-react";
import { useState } from "react";
import type { User } from "~/api/types/vpn";
import { Button } from "~/ui/Button";
import { Dialog, DialogBody, DialogFooter } from "~/ui/Dialog";
import { IconButton } from "~/ui/IconButton";
import { plural } from "~/util/words";
import type { UserVerb } from "./useUserVerbs";
import styles from "./UsersTable.module.css";

/** What can be done with all chosen users at once. */
export function BulkBar(props: {
  users: readonly User[];
  reason: string | undefined;
  progress: { done: number; of: number } | null;
  onVerb(users: readonly User[], verb: UserVerb): void;
  onClear(): void;
}) {
  const { users, reason, progress, onVerb } = props;
  const [deleting, setDeleting] = useState(false);
  const wait = progress === null ? undefined : `${progress.done} of ${progress.of} done`;
  const off = reason ?? wait;
  return (
    <div className={styles["bulk"]} role="toolbar" aria-label="Chosen users">
      <span className={styles["bulkCount"]} role="status">
        {wait ?? `${plural(users.length, "user")} chosen`}
      </span>
      <Button
        size="small"
        icon={<CircleCheck size={14} />}
        reason={off}
        onClick={() => onVerb(users, "enable")}
      >
        Enable
      </Button>
      <Button
        size="small"
        icon={<Ban size={14} />}
        reason={off}
        onClick={() => onVerb(users, "disable")}
      >
        Disable
      </Button>
      <Button
        size="small"
        icon={<RotateCcw size={14} />}
        reason={off}
        onClick={() => onVerb(users, "reset")}
      >
        Reset usage
      </Button>
      <Button
        size="small"
        look="danger"
        icon={<Trash2 size={14} />}
        reason={off}
        onClick={() => setDeleting(true)}
      >
        Delete…
      </Button>
      <IconButton size="small" name="Choose none" icon={<X size={14} />} onClick={props.onClear} />
      {deleting ? (
        <Dialog title={`Delete ${plural(users.length, "user")}`} onClose={() => setDeleting(false)}>
          <DialogBody>
            They are cut off at once and their subscription links stop working. This cannot be taken
            back.
          </DialogBody>
          <DialogFooter>
            <Button onClick={() => setDeleting(false)}>Keep them</Button>
            <Button
              look="danger"
              onClick={() => {
                setDeleting(false);
                onVerb(users, "delete");
              }}
            >
              Delete {plural(users.length, "user")}
            </Button>
          </DialogFooter>
        </Dialog>
      ) : null}
    </div>
  );
}
