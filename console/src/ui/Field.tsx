import { type ComponentProps, type ReactNode, type Ref, useId } from "react";
import { cx } from "~/util/cx";
import styles from "./Field.module.css";

export interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** What is wrong with the value; shown beside the field and spoken. */
  error?: string | undefined;
  optional?: boolean;
}

interface FrameProps extends FieldProps {
  children(ids: { id: string; describedBy: string | undefined }): ReactNode;
}

/** Label above, hint or error below. */
export function FieldFrame(props: FrameProps) {
  const id = useId();
  const below = props.error ?? props.hint;
  return (
    <div className={styles["field"]}>
      <label className={styles["label"]} htmlFor={id}>
        {props.label}
        {props.optional ? <span className={styles["optional"]}>optional</span> : null}
      </label>
      {props.children({ id, describedBy: below ? `${id}-below` : undefined })}
      {below ? (
        <p
          id={`${id}-below`}
          className={props.error ? styles["error"] : styles["hint"]}
          role={props.error ? "alert" : undefined}
        >
          {below}
        </p>
      ) : null}
    </div>
  );
}

export type TextFieldProps = FieldProps &
  Omit<ComponentProps<"input">, "onChange" | "value"> & {
    value: string;
    onChange(value: string): void;
    mono?: boolean;
    suffix?: string;
  };

export function TextField(props: TextFieldProps) {
  const { label, hint, error, optional, value, onChange, mono, suffix, ...input } = props;
  return (
    <FieldFrame label={label} hint={hint} error={error} optional={optional ?? false}>
      {({ id, describedBy }) => (
        <span className={cx(styles["box"], error !== undefined && styles["invalid"])}>
          <input
            autoComplete="off"
            spellCheck={false}
            {...input}
            id={id}
            className={cx(styles["input"], mono && styles["mono"])}
            value={value}
            aria-invalid={error !== undefined || undefined}
            aria-describedby={describedBy}
            onChange={(event) => onChange(event.target.value)}
          />
          {suffix ? <span className={styles["suffix"]}>{suffix}</span> : null}
        </span>
      )}
    </FieldFrame>
  );
}

export type TextAreaProps = FieldProps & {
  value: string;
  onChange(value: string): void;
  placeholder?: string;
  rows?: number;
  mono?: boolean;
  name?: string;
  ref?: Ref<HTMLTextAreaElement>;
};

export function TextArea(props: TextAreaProps) {
  return (
    <FieldFrame {...props} optional={props.optional ?? false}>
      {({ id, describedBy }) => (
        <textarea
          id={id}
          name={props.name}
          ref={props.ref}
          className={cx(
            styles["box"],
            styles["area"],
            props.mono && styles["mono"],
            props.error !== undefined && styles["invalid"],
          )}
          rows={props.rows ?? 3}
          value={props.value}
          placeholder={props.placeholder}
          spellCheck={false}
          aria-invalid={props.error !== undefined || undefined}
          aria-describedby={describedBy}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </FieldFrame>
  );
}

/** Fields beside each other; below each other on a phone. */
export function FieldRow(props: { children: ReactNode }) {
  return <div className={styles["row"]}>{props.children}</div>;
}

export function FieldStack(props: { children: ReactNode }) {
  return <div className={styles["stack"]}>{props.children}</div>;
}
