import type { ReactNode } from "react";
import styles from "./Table.module.css";

/** A frame for tables: own scrolling, never the page's. Give cells `data-label` for the phone. */
export function TableFrame(props: { label: string; children: ReactNode; footer?: ReactNode }) {
  return (
    <div className={styles["frame"]}>
      <table className={styles["table"]} aria-label={props.label}>
        {props.children}
      </table>
      {props.footer ? <div className={styles["footer"]}>{props.footer}</div> : null}
    </div>
  );
}

export function Head(props: { columns: readonly (string | { name: string; hidden: true })[] }) {
  return (
    <thead>
      <tr>
        {props.columns.map((column) =>
          typeof column === "string" ? (
            <th key={column} scope="col">
              {column}
            </th>
          ) : (
            <th key={column.name} scope="col">
              <span className="visually-hidden">{column.name}</span>
            </th>
          ),
        )}
      </tr>
    </thead>
  );
}

export const tableStyles = styles;
