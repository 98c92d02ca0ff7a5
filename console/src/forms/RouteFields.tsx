import type { ApiProblem } from "~/api/problem";
import type { Algorithm } from "~/api/types/vpn";
import { TextField } from "~/ui/Field";
import { SelectField } from "~/ui/SelectField";
import { fieldError } from "./useAction";

export interface RouteValues {
  name: string;
  algorithm: Algorithm;
}

export function RouteFields(props: {
  values: RouteValues;
  onName(name: string): void;
  onAlgorithm(algorithm: Algorithm): void;
  problem: ApiProblem | undefined;
}) {
  return (
    <>
      <TextField
        label="Name"
        placeholder="Europe"
        value={props.values.name}
        onChange={props.onName}
        error={fieldError(props.problem, "name")}
      />
      <SelectField
        label="Balancing"
        value={props.values.algorithm}
        choices={[
          {
            value: "leastLoaded",
            label: "Least loaded",
            hint: "A user goes to the inbound with the least traffic",
          },
          {
            value: "roundRobin",
            label: "Round-robin",
            hint: "Users are dealt out in turn, whatever the traffic",
          },
        ]}
        onChange={props.onAlgorithm}
        error={fieldError(props.problem, "algorithm")}
      />
    </>
  );
}
