import { NavLink, Route, Routes } from "react-router";
import { useSession } from "~/app/session";
import { useTitle } from "~/ui/Page";
import { cx } from "~/util/cx";
import { Administrators } from "./Administrators";
import { Audit } from "./Audit";
import { ClusterSettings } from "./ClusterSettings";
import { JoinStrings } from "./JoinStrings";
import { Password } from "./Password";
import styles from "./SettingsPage.module.css";
import { Tokens } from "./Tokens";

const TABS = [
  { to: "/settings", label: "Password" },
  { to: "/settings/cluster", label: "Cluster" },
  { to: "/settings/administrators", label: "Administrators" },
  { to: "/settings/tokens", label: "API tokens" },
  { to: "/settings/join-strings", label: "Join strings" },
  { to: "/settings/audit", label: "Audit" },
];

export default function SettingsPage() {
  useTitle("Settings");
  const { session } = useSession();
  return (
    <div className={styles["page"]}>
      <h1 className={styles["title"]}>Settings</h1>
      <nav className={styles["tabs"]} aria-label="Settings">
        {TABS.map((tab) => (
          <NavLink
            key={tab.to}
            ref={inSight}
            to={tab.to}
            end
            className={({ isActive }) => cx(styles["tab"], isActive && styles["on"])}
          >
            {tab.label}
          </NavLink>
        ))}
      </nav>
      <Routes>
        <Route index element={<Password name={session.admin} />} />
        <Route path="cluster" element={<ClusterSettings />} />
        <Route path="administrators" element={<Administrators me={session.admin} />} />
        <Route path="tokens" element={<Tokens />} />
        <Route path="join-strings" element={<JoinStrings />} />
        <Route path="audit" element={<Audit />} />
      </Routes>
    </div>
  );
}

/** On a phone the tabs are wider than the page. */
function inSight(tab: HTMLElement | null) {
  if (tab?.getAttribute("aria-current") === "page") {
    tab.scrollIntoView({ block: "nearest" });
  }
}
