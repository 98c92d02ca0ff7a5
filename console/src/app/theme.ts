import { useCallback, useState } from "react";

export type Theme = "light" | "dark" | "system";

const KEY = "covey-theme";

/** The chosen look; `public/theme.js` applies it before the first paint. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(read);
  const choose = useCallback((next: Theme) => {
    setTheme(next);
    if (next === "system") {
      delete document.documentElement.dataset["theme"];
    } else {
      document.documentElement.dataset["theme"] = next;
    }
    write(next);
  }, []);
  return [theme, choose];
}

function read(): Theme {
  const set = document.documentElement.dataset["theme"];
  return set === "light" || set === "dark" ? set : "system";
}

function write(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // A browser that keeps nothing still shows the choice until it is closed.
  }
}
