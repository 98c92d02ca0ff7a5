import { useState } from "react";
import { paths } from "~/api/paths";
import type { Route } from "~/api/types/vpn";
import { FormDialog } from "./FormDialog";
import { RouteFields } from "./RouteFields";
import { useEdit } from "./useEdit";
import { changed, useFields } from "./useFields";

export default function EditRoute(props: { item: Route; onClose(): void }) {
  const { item } = props;
  const [before] = useState(() => ({ name: item.name, algorithm: item.algorithm }));
  const [fields, set] = useFields(before);
  const edit = useEdit("routes", item, paths.route(item.id), props.onClose);
  return (
    <FormDialog
      title={`Edit ${item.name}`}
      submit="Save"
      action={edit.action}
      fields={["name", "algorithm"]}
      onSubmit={() => edit.save(changed(before, fields))}
      onOverwrite={edit.overwrite}
      onClose={props.onClose}
    >
      <RouteFields
        values={fields}
        onName={set("name")}
        onAlgorithm={set("algorithm")}
        problem={edit.action.problem}
      />
    </FormDialog>
  );
}
