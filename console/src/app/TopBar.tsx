import type { ReactNode } from "react";
import { Link, useLocation } from "react-router";
import { useItems, useLive } from "~/live/hooks";
import { NotificationsButton } from "~/pages/notifications/NotificationsButton";
import { Dot, State } from "~/ui/State";
import { CLUSTER, SETTINGS } from "./nav";
import styles from "./TopBar.module.css";

export function TopBar(props: { menu: ReactNode }) {
  const self = useItems("clusters").items.find((c) => c.self);
  const { pathname } = useLocation();
  const here = [...CLUSTER, SETTINGS].findLast((e) => pathname.startsWith(e.to));
  const inCluster = pathname.startsWith("/clusters/");
  return (
    <header className={styles["bar"]}>
      {props.menu}
      <nav className={styles["crumbs"]} aria-label="Where you are">
        <Link to="/" className={styles["crumb"]}>
          Fleet
        </Link>
        {inCluster && self ? (
          <>
            <Slash />
            <Link to="/clusters/self" className={styles["crumb"]}>
              {self.name}
            </Link>
            <State state={self.status.state} pill />
          </>
        ) : null}
        {here && here.to !== "/clusters/self" ? (
          <>
            <Slash />
            <span className={styles["here"]}>{here.label}</span>
          </>
        ) : null}
      </nav>
      <LiveMark />
      <NotificationsButton />
    </header>
  );
}

function Slash() {
  return (
    <span className={styles["slash"]} aria-hidden>
      /
    </span>
  );
}

function LiveMark() {
  const { state, staleSeconds } = useLive();
  const live = state.phase === "live" && staleSeconds === undefined;
  return (
    <span className={styles["live"]} title={live ? "Changes are shown as they happen." : undefined}>
      <Dot tone={live ? "ok" : state.phase === "connecting" ? "busy" : "warn"} />
      {live ? "Live" : state.phase === "connecting" ? "Connecting" : "Not live"}
    </span>
  );
}
