import { useEffect, useRef } from "react";
import styles from "./LogLines.module.css";

/** The log of an operation; stays at its end unless the reader has scrolled up. */
export function LogLines(props: { lines: readonly string[] }) {
  const box = useRef<HTMLPreElement>(null);
  const { lines } = props;
  useEffect(() => {
    const element = box.current;
    const watch = new MutationObserver(() => element && follow(element));
    if (element !== null) {
      watch.observe(element, { characterData: true, childList: true, subtree: true });
    }
    return () => watch.disconnect();
  }, []);
  return (
    <pre
      ref={box}
      className={lines.length === 0 ? styles["none"] : styles["log"]}
      role="log"
      aria-label="Log"
      tabIndex={0}
    >
      {lines.join("\n")}
    </pre>
  );
}

function follow(element: HTMLElement): void {
  if (element.scrollHeight - element.scrollTop - element.clientHeight < 120) {
    element.scrollTop = element.scrollHeight;
  }
}
