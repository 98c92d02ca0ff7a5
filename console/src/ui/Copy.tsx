import { Check, Copy as CopyIcon } from "lucide-react";
import { useEffect, useState } from "react";
import styles from "./Copy.module.css";
import { IconButton } from "./IconButton";

export function CopyButton(props: { text: string; name: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    const timer = copied ? setTimeout(() => setCopied(false), 1600) : undefined;
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <>
      <IconButton
        size="small"
        name={props.name}
        icon={copied ? <Check size={14} className={styles["done"]} /> : <CopyIcon size={14} />}
        onClick={() => void copy(props.text).then(setCopied)}
      />
      <span className="visually-hidden" role="status">
        {copied ? "Copied" : ""}
      </span>
    </>
  );
}

/** A value to be taken along: a command, a link, an id. */
export function CopyLine(props: { text: string; name: string; wrap?: boolean }) {
  return (
    <div className={styles["line"]}>
      <code className={props.wrap ? styles["wrap"] : styles["cut"]} title={props.text}>
        {props.text}
      </code>
      <CopyButton text={props.text} name={props.name} />
    </div>
  );
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
