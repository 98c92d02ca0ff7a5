import { ChevronsUpDown, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useCallback } from "react";
import { call } from "~/api/client";
import { paths } from "~/api/paths";
import { useAction } from "~/forms/useAction";
import { Menu, MenuGroup, MenuItem, MenuLine } from "~/ui/Menu";
import { sentence } from "~/util/words";
import styles from "./AccountMenu.module.css";
import { useSession } from "./session";
import { type Theme, useTheme } from "./theme";

const THEMES: readonly { theme: Theme; label: string; icon: typeof Sun }[] = [
  { theme: "light", label: "Light", icon: Sun },
  { theme: "dark", label: "Dark", icon: Moon },
  { theme: "system", label: "As the system", icon: Monitor },
];

/** Who is signed in; the look of the page; the way out. */
export function AccountMenu() {
  const { session, ended } = useSession();
  const [theme, setTheme] = useTheme();
  const send = useCallback(() => call<void>(paths.session, { method: "DELETE" }), []);
  const logOut = useAction(send, ended);
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className={styles["account"]}>
          <span className={styles["initial"]} aria-hidden>
            {session.admin.charAt(0).toUpperCase()}
          </span>
          <span className={styles["who"]}>
            <span className={styles["name"]}>{session.admin}</span>
            <span className={styles["role"]}>{sentence(session.role)}</span>
          </span>
          <ChevronsUpDown size={13} aria-hidden />
        </button>
      }
    >
      <MenuGroup label="Look">
        {THEMES.map(({ theme: each, label, icon: Icon }) => (
          <MenuItem key={each} icon={<Icon size={14} />} onSelect={() => setTheme(each)}>
            {label}
            {theme === each ? " ✓" : ""}
          </MenuItem>
        ))}
      </MenuGroup>
      <MenuLine />
      <MenuItem icon={<LogOut size={14} />} onSelect={() => void logOut.run(undefined)}>
        Log out
      </MenuItem>
    </Menu>
  );
}
