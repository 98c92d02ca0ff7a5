import { type ComponentProps, type MouseEvent, type ReactNode, useId } from "react";
import { cx } from "~/util/cx";
import styles from "./Button.module.css";
import { Spinner } from "./Spinner";
import { Tooltip } from "./Tooltip";

export interface ButtonProps extends Omit<ComponentProps<"button">, "disabled"> {
  look?: "primary" | "plain" | "quiet" | "danger";
  size?: "small" | "normal";
  icon?: ReactNode;
  busy?: boolean;
  /** Why it cannot be used now. Set: the button stays visible and focusable but does nothing. */
  reason?: string | undefined;
}

export function Button(props: ButtonProps) {
  const { look = "plain", size = "normal", icon, busy, reason, children, onClick, ...rest } = props;
  const id = useId();
  const off = reason !== undefined || busy === true;
  const button = (
    <button
      type="button"
      {...rest}
      className={cx(styles["button"], styles[look], styles[size], rest.className)}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      aria-describedby={reason === undefined ? rest["aria-describedby"] : id}
      onClick={off ? refuse : onClick}
    >
      {busy ? <Spinner /> : icon}
      {children === undefined ? null : <span className={styles["label"]}>{children}</span>}
      {reason === undefined ? null : (
        <span id={id} hidden>
          {reason}
        </span>
      )}
    </button>
  );
  return reason === undefined ? button : <Tooltip text={reason}>{button}</Tooltip>;
}

function refuse(event: MouseEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
