import { useState } from "react";
import { paths } from "~/api/paths";
import type { Node } from "~/api/types/cluster";
import { FieldRow, TextField } from "~/ui/Field";
import { coefficient } from "~/util/words";
import { FormDialog } from "./FormDialog";
import { fieldError } from "./useAction";
import { useEdit } from "./useEdit";
import { changed, useFields } from "./useFields";

const COEFFICIENT_ERROR = "A number from 0 to 1000, for example 1.5.";

export default function EditNode(props: { item: Node; onClose(): void }) {
  const { item } = props;
  const [before] = useState(() => ({
    name: item.name,
    zone: item.zone,
    publicAddress: item.publicAddress,
    coefficient: coefficient(item.coefficientMilli),
  }));
  const [fields, set] = useFields(before);
  const [coefficientError, setCoefficientError] = useState<string>();
  const edit = useEdit("nodes", item, paths.node(item.id), props.onClose);
  const { problem } = edit.action;

  function submit() {
    const milli = parseCoefficient(fields.coefficient);
    setCoefficientError(milli === undefined ? COEFFICIENT_ERROR : undefined);
    if (milli !== undefined) {
      const { coefficient: text, ...rest } = changed(before, fields);
      edit.save({ ...rest, ...(text === undefined ? {} : { coefficientMilli: milli }) });
    }
  }

  return (
    <FormDialog
      title={`Edit ${item.name}`}
      submit="Save"
      action={edit.action}
      fields={["name", "zone", "publicAddress", "coefficientMilli"]}
      onSubmit={submit}
      onOverwrite={edit.overwrite}
      onClose={props.onClose}
    >
      <FieldRow>
        <TextField
          label="Name"
          value={fields.name}
          onChange={set("name")}
          error={fieldError(problem, "name")}
        />
        <TextField
          label="Zone"
          optional
          hint="Rack, data centre or provider."
          value={fields.zone}
          onChange={set("zone")}
          error={fieldError(problem, "zone")}
        />
      </FieldRow>
      <TextField
        label="Public address"
        hint="What users and other nodes dial. It stands in every user's link."
        mono
        value={fields.publicAddress}
        onChange={set("publicAddress")}
        error={fieldError(problem, "publicAddress")}
      />
      <TextField
        label="Load coefficient"
        hint="Traffic through this server counts so many times against users' limits."
        inputMode="decimal"
        value={fields.coefficient}
        onChange={set("coefficient")}
        error={coefficientError ?? fieldError(problem, "coefficientMilli")}
      />
    </FormDialog>
  );
}

/** "1.5" → 1500; undefined when it is no such number. */
export function parseCoefficient(text: string): number | undefined {
  if (!/^\d{1,4}([.,]\d{1,3})?$/.test(text.trim())) {
    return undefined;
  }
  const milli = Math.round(Number(text.trim().replace(",", ".")) * 1000);
  return milli <= 1_000_000 ? milli : undefined;
}
