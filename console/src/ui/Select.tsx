import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./Select.module.css";

export interface Choice<V extends string> {
  value: V;
  label: string;
  hint?: ReactNode;
  /** Why it cannot be chosen. */
  reason?: string | undefined;
}

export interface SelectProps<V extends string> {
  value: V;
  choices: readonly Choice<V>[];
  onChange(value: V): void;
  /** Spoken name where no label element names it. */
  name?: string;
  id?: string;
  placeholder?: string;
  invalid?: boolean;
}

export function Select<V extends string>(props: SelectProps<V>) {
  const { choices } = props;
  return (
    <Base.Root<V>
      items={choices as { value: V; label: string }[]}
      value={props.value}
      onValueChange={(value) => value !== null && props.onChange(value)}
      modal={false}
    >
      <Base.Trigger
        className={styles["trigger"]}
        id={props.id}
        aria-label={props.name}
        aria-invalid={props.invalid || undefined}
      >
        <Base.Value className={styles["value"]} placeholder={props.placeholder} />
        <Base.Icon className={styles["icon"]}>
          <ChevronsUpDown size={13} />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={styles["place"]} sideOffset={4} alignItemWithTrigger={false}>
          <Base.Popup className={styles["popup"]}>
            <Base.List className={styles["list"]}>
              {choices.map((choice) => (
                <Base.Item
                  key={choice.value}
                  value={choice.value}
                  disabled={choice.reason !== undefined}
                  className={styles["item"]}
                >
                  <Base.ItemIndicator className={styles["check"]}>
                    <Check size={14} />
                  </Base.ItemIndicator>
                  <span className={styles["words"]}>
                    <Base.ItemText>{choice.label}</Base.ItemText>
                    {(choice.reason ?? choice.hint) ? (
                      <span className={styles["hint"]}>{choice.reason ?? choice.hint}</span>
                    ) : null}
                  </span>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
