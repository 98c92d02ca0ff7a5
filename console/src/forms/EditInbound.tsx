import { useState } from "react";
import { paths } from "~/api/paths";
import type { Inbound } from "~/api/types/vpn";
import { useItems } from "~/live/hooks";
import { FieldRow, TextField } from "~/ui/Field";
import { SelectField } from "~/ui/SelectField";
import { Notice } from "~/ui/Notice";
import { Switch } from "~/ui/Switch";
import { FormDialog } from "./FormDialog";
import { FORCE, PORT_ERROR, parsePort } from "./inbound";
import { SiteProblem, isSiteProblem } from "./SiteProblem";
import { fieldError } from "./useAction";
import { useEdit } from "./useEdit";
import { changed, useFields } from "./useFields";

const NO_ROUTE = "-";

export default function EditInbound(props: { item: Inbound; onClose(): void }) {
  const { item } = props;
  const [before] = useState(() => ({
    name: item.name,
    port: String(item.port),
    masquerade: item.masquerade,
    route: item.route || NO_ROUTE,
    blockTorrents: item.blockTorrents,
  }));
  const routes = useItems("routes").items;
  const [fields, set] = useFields(before);
  const [portError, setPortError] = useState<string>();
  const edit = useEdit("inbounds", item, paths.inbound(item.id), props.onClose);
  const { problem } = edit.action;
  const reconnects = fields.port !== before.port || fields.masquerade !== before.masquerade;

  function submit(query = "") {
    const port = parsePort(fields.port);
    setPortError(port === undefined ? PORT_ERROR : undefined);
    if (port !== undefined) {
      const { port: changedPort, route, ...rest } = changed(before, fields);
      edit.save(
        {
          ...rest,
          ...(changedPort === undefined ? {} : { port }),
          ...(route === undefined ? {} : { route: route === NO_ROUTE ? "" : route }),
        },
        query,
      );
    }
  }

  return (
    <FormDialog
      title={`Edit ${item.name}`}
      description={`Inbound on ${item.nodeName}`}
      submit="Save"
      action={edit.action}
      fields={["name", "port", "masquerade", "route"]}
      onSubmit={() => submit()}
      shown={isSiteProblem(problem)}
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
          label="Port"
          inputMode="numeric"
          value={fields.port}
          onChange={set("port")}
          error={portError ?? fieldError(problem, "port")}
        />
      </FieldRow>
      <TextField
        label="Masquerade site"
        value={fields.masquerade}
        onChange={set("masquerade")}
        error={fieldError(problem, "masquerade")}
      />
      <SiteProblem problem={problem} onForce={() => submit(FORCE)} />
      <SelectField
        label="Route"
        value={fields.route}
        choices={[
          ...routes.map((r) => ({ value: r.id, label: r.name })),
          { value: NO_ROUTE, label: "None", hint: "No user is sent there" },
        ]}
        onChange={set("route")}
        error={fieldError(problem, "route")}
      />
      <Switch
        label="Block torrents"
        checked={fields.blockTorrents}
        onChange={set("blockTorrents")}
      />
      {reconnects ? (
        <Notice tone="warn">
          A new port or site changes the link: {item.online.toLocaleString("en")} connected users
          lose this server until their app has fetched the subscription again.
        </Notice>
      ) : null}
    </FormDialog>
  );
}
