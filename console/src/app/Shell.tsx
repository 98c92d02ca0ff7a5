import { Menu as MenuIcon } from "lucide-react";
import { Suspense, lazy, useState } from "react";
import { Dialog } from "~/ui/Dialog";
import { IconButton } from "~/ui/IconButton";
import { Skeleton } from "~/ui/Skeleton";
import { ConnectionBanner } from "./ConnectionBanner";
import { Pages } from "./Pages";
import styles from "./Shell.module.css";
import { Sidebar } from "./Sidebar";
import { TopBar } from "./TopBar";
import { useDialog } from "./useDialog";

const Dialogs = lazy(() => import("./Dialogs"));

/** The frame of every page: navigation left, a bar above, what is wrong below it, then the page. */
export function Shell() {
  const [open, setOpen] = useState(false);
  const dialog = useDialog();
  return (
    <div className={styles["shell"]}>
      <a href="#page" className={styles["skip"]}>
        Skip to the page
      </a>
      <div className={styles["side"]}>
        <Sidebar />
      </div>
      <div className={styles["main"]}>
        <TopBar
          menu={
            <IconButton
              name="Menu"
              className={styles["burger"]}
              icon={<MenuIcon size={18} />}
              onClick={() => setOpen(true)}
            />
          }
        />
        <ConnectionBanner />
        <main id="page" className={styles["page"]} tabIndex={-1}>
          <Suspense fallback={<Waiting />}>
            <Pages />
          </Suspense>
        </main>
      </div>
      {dialog.open === null ? null : (
        <Suspense fallback={null}>
          <Dialogs open={dialog.open} onClose={dialog.close} />
        </Suspense>
      )}
      {open ? (
        <Dialog title="Covey" place="side" onClose={() => setOpen(false)}>
          <Sidebar onNavigate={() => setOpen(false)} />
        </Dialog>
      ) : null}
    </div>
  );
}

function Waiting() {
  return (
    <div className={styles["waiting"]}>
      <Skeleton rows={6} />
    </div>
  );
}
