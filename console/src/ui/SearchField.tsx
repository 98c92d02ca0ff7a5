import { Search, X } from "lucide-react";
import styles from "./SearchField.module.css";

export function SearchField(props: {
  label: string;
  value: string;
  onChange(value: string): void;
}) {
  return (
    <div className={styles["box"]} role="search">
      <Search size={14} aria-hidden />
      <input
        type="search"
        aria-label={props.label}
        placeholder={props.label}
        value={props.value}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && props.onChange("")}
      />
      {props.value === "" ? null : (
        <button type="button" aria-label="Clear" onClick={() => props.onChange("")}>
          <X size={13} />
        </button>
      )}
    </div>
  );
}
