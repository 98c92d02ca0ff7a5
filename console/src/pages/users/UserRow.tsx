import { QrCode } from "lucide-react";
import { memo } from "react";
import type { User } from "~/api/types/vpn";
import { IconButton } from "~/ui/IconButton";
import { State } from "~/ui/State";
import { tableStyles as t } from "~/ui/Table";
import { cx } from "~/util/cx";
import { day, exact, relative } from "~/util/time";
import { Usage } from "./Usage";
import { UserMenu } from "./UserMenu";
import type { UserVerb } from "./useUserVerbs";
import styles from "./UsersTable.module.css";

export const UserRow = memo(function UserRow(props: {
  user: User;
  chosen: boolean;
  now: number;
  reason: string | undefined;
  /** Why the links are not shown to this reader. */
  secret: string | undefined;
  onChoose(event: unknown): void;
  onOpen(user: User, dialog: "edit-user" | "user-link"): void;
  onVerb(user: User, verb: UserVerb): void;
}) {
  const { user, chosen, reason } = props;
  return (
    <tr className={cx(styles["row"], chosen && styles["chosen"])}>
      <td className={styles["pick"]}>
        <input
          type="checkbox"
          aria-label={`Choose ${user.name}`}
          checked={chosen}
          onChange={props.onChoose}
        />
      </td>
      <td className={styles["who"]}>
        <button
          type="button"
          className={t["nameButton"]}
          onClick={() => props.onOpen(user, "edit-user")}
        >
          {user.name}
        </button>
        {user.note ? <span className={styles["note"]}>{user.note}</span> : null}
      </td>
      <td data-label="State" className={styles["state"]}>
        <State state={user.status.state} />
      </td>
      <td data-label="Used" className={styles["used"]}>
        <Usage user={user} />
      </td>
      <td data-label="Last day" className={styles["expiry"]}>
        <Expiry user={user} now={props.now} />
      </td>
      <td data-label="Devices" className={styles["devices"]}>
        {user.online > 0 ? user.online : <span className={t["muted"]}>–</span>}
      </td>
      <td className={cx(t["actions"], styles["buttonsCell"])}>
        <span className={styles["buttons"]}>
          <IconButton
            name={`Link and QR code of ${user.name}`}
            icon={<QrCode size={15} />}
            reason={props.secret}
            onClick={() => props.onOpen(user, "user-link")}
          />
          <UserMenu user={user} reason={reason} secret={props.secret} onVerb={props.onVerb} />
        </span>
      </td>
    </tr>
  );
});

const SOON_MILLIS = 7 * 86_400_000;

function Expiry(props: { user: User; now: number }) {
  const { expiresAt } = props.user;
  if (!expiresAt) {
    return <span className={t["muted"]}>Never</span>;
  }
  const left = Date.parse(expiresAt) - props.now;
  return (
    <span title={exact(expiresAt)}>
      {day(expiresAt)}
      {left > 0 && left < SOON_MILLIS ? (
        <span className={styles["soon"]}> {relative(expiresAt, props.now)}</span>
      ) : null}
    </span>
  );
}
