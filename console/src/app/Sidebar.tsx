import { NavLink } from "react-router";
import { useItems } from "~/live/hooks";
import { Logo } from "~/ui/Logo";
import { Dot } from "~/ui/State";
import { toneOf } from "~/ui/tone";
import { cx } from "~/util/cx";
import { AccountMenu } from "./AccountMenu";
import { CLUSTER, FLEET, type NavEntry, SETTINGS } from "./nav";
import styles from "./Sidebar.module.css";

export function Sidebar(props: { onNavigate?: () => void }) {
  const self = useItems("clusters").items.find((c) => c.self);
  const entry = (each: NavEntry) => (
    <Entry key={each.to} entry={each} count={self && each.count?.(self.counts)} {...props} />
  );
  return (
    <nav className={styles["side"]} aria-label="Main">
      <div className={styles["brand"]}>
        <Logo size={22} />
        Covey
      </div>
      <ul className={styles["list"]}>{entry(FLEET)}</ul>
      <h2 className={styles["cluster"]}>
        {self ? <Dot tone={toneOf(self.status.state)} /> : null}
        <span className={styles["clusterName"]}>{self?.name ?? "This cluster"}</span>
      </h2>
      <ul className={styles["list"]}>{CLUSTER.map(entry)}</ul>
      <ul className={cx(styles["list"], styles["last"])}>{entry(SETTINGS)}</ul>
      <AccountMenu />
    </nav>
  );
}

function Entry(props: { entry: NavEntry; count: number | undefined; onNavigate?: () => void }) {
  const { to, label, icon: Icon } = props.entry;
  const exact = to === "/" || to === "/clusters/self";
  return (
    <li>
      <NavLink
        to={to}
        end={exact}
        className={({ isActive }) => cx(styles["entry"], isActive && styles["active"])}
        {...(props.onNavigate ? { onClick: props.onNavigate } : {})}
      >
        <Icon size={16} aria-hidden />
        <span className={styles["label"]}>{label}</span>
        {props.count === undefined ? null : (
          <span className={styles["count"]}>{props.count.toLocaleString("en")}</span>
        )}
      </NavLink>
    </li>
  );
}
