import { paths } from "~/api/paths";
import { FormDialog } from "./FormDialog";
import { RouteFields, type RouteValues } from "./RouteFields";
import { useCreate } from "./useCreate";
import { useFields } from "./useFields";

export default function NewRoute(props: { onClose(): void }) {
  const [fields, set] = useFields<RouteValues>({ name: "", algorithm: "leastLoaded" });
  const action = useCreate("routes", paths.routes, props.onClose);
  return (
    <FormDialog
      title="New route"
      description="A pool of inbounds: one line in the user's app. While empty it is not shown."
      submit="Create route"
      action={action}
      fields={["name", "algorithm"]}
      onSubmit={() => void action.run({ ...fields, name: fields.name.trim() })}
      onClose={props.onClose}
    >
      <RouteFields
        values={fields}
        onName={set("name")}
        onAlgorithm={set("algorithm")}
        problem={action.problem}
      />
    </FormDialog>
  );
}
