import { useMemo, useState } from "react";
import { paths } from "~/api/paths";
import { useItems } from "~/live/hooks";
import { FieldRow, TextField } from "~/ui/Field";
import { SelectField } from "~/ui/SelectField";
import { Notice } from "~/ui/Notice";
import { Switch } from "~/ui/Switch";
import { FormDialog } from "./FormDialog";
import { PORT_ERROR, freePort, nodeReason, parsePort } from "./inbound";
import { fieldError } from "./useAction";
import { FORCE } from "./inbound";
import { SiteProblem, isSiteProblem } from "./SiteProblem";
import { useCreateAt } from "./useCreate";
import { useFields } from "./useFields";

const NO_ROUTE = "-";

export default function NewInbound(props: { id: string; onClose(): void }) {
  const nodes = useItems("nodes").items;
  const routes = useItems("routes").items;
  const inbounds = useItems("inbounds").items;
  const workers = nodes.filter((n) => n.roles.includes("worker"));
  const first =
    workers.find((n) => n.id === props.id) ?? workers.find((n) => nodeReason(n) === undefined);
  const [fields, set] = useFields({
    name: "",
    node: first?.id ?? "",
    port: "",
    masquerade: "",
    route: routes[0]?.id ?? NO_ROUTE,
    blockTorrents: true,
  });
  const [portError, setPortError] = useState<string>();
  const action = useCreateAt("inbounds", requestOf, props.onClose);
  const suggested = useMemo(() => freePort(inbounds, fields.node), [inbounds, fields.node]);

  function submit(force = false) {
    const port = fields.port === "" ? suggested : parsePort(fields.port);
    setPortError(port === undefined ? PORT_ERROR : undefined);
    if (port !== undefined) {
      const { node, blockTorrents } = fields;
      const name = fields.name.trim();
      const masquerade = fields.masquerade.trim();
      const route = fields.route === NO_ROUTE ? undefined : fields.route;
      void action.run({ body: { name, node, port, masquerade, route, blockTorrents }, force });
    }
  }

  const node = nodes.find((n) => n.id === fields.node);
  const route = routes.find((r) => r.id === fields.route);
  return (
    <FormDialog
      title="New inbound"
      description="An entry point into the VPN on one worker: VLESS with Reality."
      submit="Create inbound"
      action={action}
      fields={["name", "node", "port", "masquerade", "route"]}
      reason={workers.length === 0 ? "There is no worker yet. Connect a server first." : undefined}
      onSubmit={() => submit()}
      shown={isSiteProblem(action.problem)}
      onClose={props.onClose}
    >
      <TextField
        label="Name"
        hint="Users see it in their app."
        placeholder="Frankfurt"
        value={fields.name}
        onChange={set("name")}
        error={fieldError(action.problem, "name")}
      />
      <FieldRow>
        <SelectField
          label="Server"
          value={fields.node}
          choices={nodes.map((n) => ({
            value: n.id,
            label: n.name,
            hint: n.zone,
            reason: nodeReason(n),
          }))}
          onChange={set("node")}
          error={fieldError(action.problem, "node")}
        />
        <TextField
          label="Port"
          inputMode="numeric"
          placeholder={String(suggested)}
          value={fields.port}
          onChange={set("port")}
          error={portError ?? fieldError(action.problem, "port")}
        />
      </FieldRow>
      <TextField
        label="Masquerade site"
        hint="To a stranger the server looks like this site. It must speak TLS 1.3, and be near."
        placeholder="www.example.org"
        value={fields.masquerade}
        onChange={set("masquerade")}
        error={fieldError(action.problem, "masquerade")}
      />
      <SiteProblem problem={action.problem} onForce={() => submit(true)} />
      <SelectField
        label="Route"
        value={fields.route}
        choices={[
          ...routes.map((r) => ({ value: r.id, label: r.name })),
          { value: NO_ROUTE, label: "None yet", hint: "No user is sent there" },
        ]}
        onChange={set("route")}
        error={fieldError(action.problem, "route")}
      />
      <Switch
        label="Block torrents"
        checked={fields.blockTorrents}
        onChange={set("blockTorrents")}
      />
      <Notice tone="info">
        {preview(fields.name, node?.publicAddress, fields.port || suggested, route?.name)}
      </Notice>
    </FormDialog>
  );
}

function requestOf(input: { body: object; force: boolean }): { path: string; body: object } {
  return { path: `${paths.inbounds}${input.force ? FORCE : ""}`, body: input.body };
}

/** What creating it will mean for users. */
function preview(
  name: string,
  address: string | undefined,
  port: string | number,
  route: string | undefined,
): string {
  const place = `${name.trim() || "The inbound"} opens on ${address ?? "the server"}:${port}`;
  return route === undefined
    ? `${place}. No user is sent there until it stands in a route.`
    : `${place}. Users of route ${route} may be sent there at once; nobody is disconnected.`;
}
