import { cx } from "~/util/cx";
import { Button, type ButtonProps } from "./Button";
import styles from "./IconButton.module.css";
import { Tooltip } from "./Tooltip";

/** A button with an icon only; its name is spoken and shown as a tooltip. */
export function IconButton(props: ButtonProps & { name: string }) {
  const { name, className, look = "quiet", ...rest } = props;
  const button = (
    <Button {...rest} look={look} aria-label={name} className={cx(styles["icon"], className)} />
  );
  return props.reason === undefined ? <Tooltip text={name}>{button}</Tooltip> : button;
}
