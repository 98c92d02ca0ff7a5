import { useCallback, useState } from "react";
import { call } from "~/api/client";
import { paths } from "~/api/paths";
import type { Operation } from "~/api/types/work";
import { useDialog } from "~/app/useDialog";
import { useLive } from "~/live/hooks";
import { ConnectFields, type ConnectValues } from "./ConnectFields";
import { HostKey } from "./HostKey";
import type { ServerLogin } from "./login";
import { FormDialog } from "./FormDialog";
import { parsePort, PORT_ERROR } from "./inbound";
import { useAction } from "./useAction";
import { useFields } from "./useFields";

interface Request {
  name: string | undefined;
  role: string;
  zone: string;
  server: ServerLogin;
}

const FIELDS = [
  "name",
  "role",
  "zone",
  "server",
  "server.host",
  "server.port",
  "server.user",
  "server.password",
  "server.privateKey",
];

/** Brings a server into the cluster over SSH: form, then its host key, then the stages live. */
export default function ConnectServer(props: { onClose(): void }) {
  const { store } = useLive();
  const { show } = useDialog();
  const [fields, set] = useFields<ConnectValues>({
    name: "",
    role: "worker",
    zone: "",
    host: "",
    port: "22",
    user: "root",
    way: "password",
    password: "",
    privateKey: "",
  });
  const [portError, setPortError] = useState<string>();
  const send = useCallback(
    (body: Request, requestId: string) =>
      call<Operation>(paths.nodes, { method: "POST", body, requestId }),
    [],
  );
  const done = useCallback(
    (operation: Operation) => {
      store.put("operations", operation);
      show("operation", operation.id);
    },
    [store, show],
  );
  const action = useAction(send, done);
  const hostKey =
    action.problem?.code === "host_key_unconfirmed" ? action.problem.text("hostKey") : undefined;

  function submit(confirmed?: string) {
    const port = parsePort(fields.port);
    setPortError(port === undefined ? PORT_ERROR : undefined);
    if (port !== undefined) {
      void action.run(requestOf(fields, port, confirmed));
    }
  }

  if (hostKey !== undefined) {
    return (
      <HostKey
        host={fields.host}
        hostKey={hostKey}
        busy={action.busy}
        onBack={action.clear}
        onClose={props.onClose}
        onConfirm={() => submit(hostKey)}
      />
    );
  }
  return (
    <FormDialog
      title="Connect a server"
      description="Covey installs itself there over SSH and joins it to this cluster."
      submit="Connect"
      action={action}
      fields={FIELDS}
      onSubmit={() => submit()}
      onClose={props.onClose}
    >
      <ConnectFields values={fields} set={set} problem={action.problem} portError={portError} />
    </FormDialog>
  );
}

function requestOf(fields: ConnectValues, port: number, hostKey: string | undefined): Request {
  const { name, role, zone, host, user, way, password, privateKey } = fields;
  return {
    name: name.trim() || undefined,
    role,
    zone: zone.trim(),
    server: {
      host: host.trim(),
      port,
      user: user.trim(),
      ...(way === "password" ? { password } : { privateKey }),
      ...(hostKey === undefined ? {} : { hostKey }),
    },
  };
}
