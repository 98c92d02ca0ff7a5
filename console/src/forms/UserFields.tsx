import type { ApiProblem } from "~/api/problem";
import type { Route } from "~/api/types/vpn";
import { FieldRow, TextArea, TextField } from "~/ui/Field";
import { CheckList } from "~/ui/CheckList";
import { fieldError } from "./useAction";
import { QuickPicks } from "./QuickPicks";
import { type UserValues, dateIn } from "./user";

export function UserFields(props: {
  values: UserValues;
  set: <K extends keyof UserValues>(name: K) => (value: UserValues[K]) => void;
  routes: readonly Route[];
  problem: ApiProblem | undefined;
  limitError: string | undefined;
}) {
  const { values, set, routes, problem, limitError } = props;
  return (
    <>
      <TextField
        label="Name"
        placeholder="alice"
        autoCapitalize="none"
        value={values.name}
        onChange={set("name")}
        error={fieldError(problem, "name")}
      />
      <FieldRow>
        <div>
          <TextField
            label="Data limit"
            placeholder="No limit"
            value={values.limit}
            onChange={set("limit")}
            error={limitError ?? fieldError(problem, "dataLimitBytes")}
          />
          <QuickPicks
            label="Data limit"
            picks={["50 GB", "100 GB", "500 GB"].map((v) => ({ label: v, value: v }))}
            none="None"
            onPick={set("limit")}
          />
        </div>
        <div>
          <TextField
            label="Last day"
            type="date"
            value={values.lastDay}
            onChange={set("lastDay")}
            error={fieldError(problem, "expiresAt")}
          />
          <QuickPicks
            label="Last day"
            picks={[
              { label: "30 days", value: dateIn(30) },
              { label: "90 days", value: dateIn(90) },
              { label: "1 year", value: dateIn(365) },
            ]}
            none="Never"
            onPick={set("lastDay")}
          />
        </div>
      </FieldRow>
      <CheckList
        label="Routes"
        all="All routes, later ones included"
        items={routes.map((r) => ({ value: r.id, label: r.name }))}
        chosen={values.routes}
        onChange={set("routes")}
        error={fieldError(problem, "routes")}
      />
      <TextArea
        label="Note"
        optional
        rows={2}
        value={values.note}
        onChange={set("note")}
        error={fieldError(problem, "note")}
      />
    </>
  );
}
