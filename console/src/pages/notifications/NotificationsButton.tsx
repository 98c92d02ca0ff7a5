import { Popover } from "@base-ui/react/popover";
import { Bell } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { IconButton } from "~/ui/IconButton";
import { EventList } from "./EventList";
import styles from "./NotificationsButton.module.css";
import { useSeen } from "./seen";
import { useEvents } from "./useEvents";

/** The bell: how many events are new, and the newest of them. */
export function NotificationsButton() {
  const { events } = useEvents();
  const [seen, mark] = useSeen();
  const [before, setBefore] = useState(seen);
  const [open, setOpen] = useState(false);
  const fresh = events.filter((e) => e.createdAt > seen);
  const alarm = fresh.some((e) => e.severity === "alarm");
  const name = fresh.length === 0 ? "Notifications" : `Notifications, ${fresh.length} new`;

  function change(next: boolean) {
    setOpen(next);
    const newest = events[0];
    if (next && newest !== undefined) {
      setBefore(seen);
      mark(newest.createdAt);
    }
  }

  return (
    <Popover.Root open={open} onOpenChange={change}>
      <Popover.Trigger
        render={
          <IconButton
            name={name}
            className={styles["bell"]}
            icon={
              <>
                <Bell size={16} />
                {fresh.length === 0 ? null : (
                  <span className={alarm ? styles["alarm"] : styles["count"]} aria-hidden>
                    {fresh.length > 99 ? "99+" : fresh.length}
                  </span>
                )}
              </>
            }
          />
        }
      />
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end" className={styles["place"]}>
          <Popover.Popup className={styles["popup"]}>
            <div className={styles["head"]}>
              <Popover.Title className={styles["title"]}>Notifications</Popover.Title>
              <Link to="/clusters/self/notifications" onClick={() => setOpen(false)}>
                See all
              </Link>
            </div>
            <div className={styles["list"]}>
              <EventList events={events.slice(0, 30)} newerThan={before} />
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
