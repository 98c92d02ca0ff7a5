import type { ApiProblem } from "~/api/problem";
import { FieldRow, TextArea, TextField } from "~/ui/Field";
import { SelectField } from "~/ui/SelectField";
import { Segments } from "~/ui/Segments";
import styles from "./ConnectFields.module.css";
import { ROLES, type RoleChoice } from "./roles";
import { fieldError } from "./useAction";

export interface ConnectValues {
  name: string;
  role: RoleChoice;
  zone: string;
  host: string;
  port: string;
  user: string;
  way: "password" | "key";
  password: string;
  privateKey: string;
}

export function ConnectFields(props: {
  values: ConnectValues;
  set: <K extends keyof ConnectValues>(name: K) => (value: ConnectValues[K]) => void;
  problem: ApiProblem | undefined;
  portError: string | undefined;
}) {
  const { values, set, problem, portError } = props;
  return (
    <>
      <div className={styles["address"]}>
        <TextField
          label="Address"
          placeholder="203.0.113.7"
          mono
          value={values.host}
          onChange={set("host")}
          error={fieldError(problem, "server.host")}
        />
        <TextField
          label="SSH port"
          inputMode="numeric"
          value={values.port}
          onChange={set("port")}
          error={portError ?? fieldError(problem, "server.port")}
        />
        <TextField
          label="User"
          value={values.user}
          onChange={set("user")}
          error={fieldError(problem, "server.user")}
        />
      </div>
      <LoginFields values={values} set={set} problem={problem} />
      <SelectField
        label="Role"
        value={values.role}
        choices={ROLES}
        onChange={set("role")}
        error={fieldError(problem, "role")}
      />
      <FieldRow>
        <TextField
          label="Name"
          optional
          hint="Else the server's own host name."
          value={values.name}
          onChange={set("name")}
          error={fieldError(problem, "name")}
        />
        <TextField
          label="Zone"
          optional
          hint="Rack, data centre or provider."
          value={values.zone}
          onChange={set("zone")}
          error={fieldError(problem, "zone")}
        />
      </FieldRow>
    </>
  );
}

/** Password or key: used once for the installation, never stored. */
export function LoginFields(props: {
  values: Pick<ConnectValues, "way" | "password" | "privateKey">;
  set: <K extends "way" | "password" | "privateKey">(name: K) => (value: ConnectValues[K]) => void;
  problem: ApiProblem | undefined;
}) {
  const { values, set, problem } = props;
  return (
    <div className={styles["login"]}>
      <Segments
        label="Log in with"
        value={values.way}
        choices={[
          { value: "password", label: "Password" },
          { value: "key", label: "Private key" },
        ]}
        onChange={set("way")}
      />
      {values.way === "password" ? (
        <TextField
          label="Password"
          type="password"
          autoComplete="new-password"
          hint="Used for this installation only, never stored."
          value={values.password}
          onChange={set("password")}
          error={fieldError(problem, "server") ?? fieldError(problem, "server.password")}
        />
      ) : (
        <TextArea
          label="Private key"
          mono
          rows={4}
          hint="OpenSSH or PEM. Used for this installation only, never stored."
          placeholder="-----BEGIN OPENSSH PRIVATE KEY-----"
          value={values.privateKey}
          onChange={set("privateKey")}
          error={fieldError(problem, "server") ?? fieldError(problem, "server.privateKey")}
        />
      )}
    </div>
  );
}
