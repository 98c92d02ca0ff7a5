import { FieldFrame, type FieldProps } from "./Field";
import { type Choice, Select } from "./Select";

export function SelectField<V extends string>(
  props: FieldProps & {
    value: V;
    choices: readonly Choice<V>[];
    onChange(value: V): void;
    placeholder?: string;
  },
) {
  return (
    <FieldFrame {...props} optional={props.optional ?? false}>
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
    </FieldFrame>
  );
}
