import { type ComponentProps, type ReactNode, type Ref, useId } from "react";
import { cx } from "~/util/cx";
import styles from "./Field.module.css";
import { type Choice, Select } from "./Select";

interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** What is wrong with the value; shown beside the field and spoken. */
  error?: string | undefined;
  optional?: boolean;
}

interface FrameProps extends FieldProps {
  children(ids: { id: string; describedBy: string | undefined }): ReactNode;
}

function Frame(props: FrameProps) {
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
    <Frame label={label} hint={hint} error={error} optional={optional ?? false}>
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
    </Frame>
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
    <Frame {...props} optional={props.optional ?? false}>
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
    </Frame>
  );
}

export function SelectField<V extends string>(
  props: FieldProps & {
    value: V;
    choices: readonly Choice<V>[];
    onChange(value: V): void;
    placeholder?: string;
  },
) {
  return (
    <Frame {...props} optional={props.optional ?? false}>
      {({ id }) => (
        <Select
          id={id}
          value={props.value}
          choices={props.choices}
          onChange={props.onChange}
          {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
          invalid={props.error !== undefined}
        />
      )}
    </Frame>
  );
}

/** Fields beside each other; below each other on a phone. */
export function FieldRow(props: { children: ReactNode }) {
  return <div className={styles["row"]}>{props.children}</div>;
}

export function FieldStack(props: { children: ReactNode }) {
  return <div className={styles["stack"]}>{props.children}</div>;
}
