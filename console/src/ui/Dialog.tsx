import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactNode, type RefObject, useRef } from "react";
import { cx } from "~/util/cx";
import styles from "./Dialog.module.css";
import { IconButton } from "./IconButton";

export interface DialogProps {
  title: ReactNode;
  description?: ReactNode;
  onClose(): void;
  children: ReactNode;
  /** A dialog in the middle, or a panel from the right (from below on a phone). */
  place?: "middle" | "side";
  wide?: boolean;
  /** Where the focus goes first; the first control otherwise. */
  focus?: RefObject<HTMLElement | null>;
}

/** A modal dialog; present means open. Escape and a click beside it close it. */
export function Dialog(props: DialogProps) {
  const place = props.place ?? "middle";
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open onOpenChange={(open) => !open && props.onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles["backdrop"]} />
        <Base.Popup
          className={cx(styles["popup"], styles[place], props.wide && styles["wide"])}
          ref={popup}
          initialFocus={props.focus ?? (() => firstField(popup.current))}
        >
          <header className={styles["head"]}>
            <div className={styles["titles"]}>
              <Base.Title className={styles["title"]}>{props.title}</Base.Title>
              {props.description ? (
                <Base.Description className={styles["description"]}>
                  {props.description}
                </Base.Description>
              ) : null}
            </div>
            <Base.Close render={<IconButton name="Close" icon={<X size={16} />} />} />
          </header>
          {props.children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

export function DialogBody(props: { children: ReactNode }) {
  return <div className={styles["body"]}>{props.children}</div>;
}

export function DialogFooter(props: { children: ReactNode }) {
  return <footer className={styles["footer"]}>{props.children}</footer>;
}

/** Typing can begin at once; where there is nothing to type, the dialog itself is read. */
function firstField(popup: HTMLElement | null): HTMLElement | null {
  return (
    popup?.querySelector<HTMLElement>("input:not([type=hidden]), textarea, [role=combobox]") ??
    popup
  );
}
