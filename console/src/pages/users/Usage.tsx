import type { User } from "~/api/types/vpn";
import { Meter, loadTone } from "~/ui/Meter";
import { bytes } from "~/util/bytes";
import { usedShare } from "./filter";
import styles from "./Usage.module.css";

/** What a user has used, and of how much. */
export function Usage(props: { user: User }) {
  const { user } = props;
  const share = usedShare(user);
  if (share === null) {
    return (
      <span className={styles["usage"]}>
        <span className={styles["text"]}>
          {bytes(user.usedBytes)} <span>no limit</span>
        </span>
      </span>
    );
  }
  const text = `${bytes(user.usedBytes)} of ${bytes(user.dataLimitBytes)}`;
  return (
    <span className={styles["usage"]}>
      <span className={styles["text"]}>
        {bytes(user.usedBytes)} <span>of {bytes(user.dataLimitBytes)}</span>
      </span>
      <span className={styles["bar"]}>
        <Meter share={share} label={`Used by ${user.name}`} text={text} tone={loadTone(share)} />
      </span>
    </span>
  );
}
