import { type ComponentType, type LazyExoticComponent, Suspense, lazy } from "react";
import { paths } from "~/api/paths";
import { RemoveDialog } from "~/forms/RemoveDialog";
import { useItem } from "~/live/hooks";
import type { KindName, Kinds } from "~/live/store";
import type { OpenDialog } from "./useDialog";

type Form<P> = LazyExoticComponent<ComponentType<P & { onClose(): void }>>;

const PLAIN: Record<string, Form<{ id: string }>> = {
  connect: lazy(() => import("~/forms/ConnectServer")),
  join: lazy(() => import("~/forms/AddNode")),
  "new-inbound": lazy(() => import("~/forms/NewInbound")),
  "new-route": lazy(() => import("~/forms/NewRoute")),
  "new-user": lazy(() => import("~/forms/NewUser")),
};

const EditInbound = lazy(() => import("~/forms/EditInbound"));
const EditNode = lazy(() => import("~/forms/EditNode"));
const EditRoute = lazy(() => import("~/forms/EditRoute"));
const EditUser = lazy(() => import("~/forms/EditUser"));
const MakeMaster = lazy(() => import("~/forms/MakeMaster"));
const RevokeUser = lazy(() => import("~/forms/RevokeUser"));
const UserLink = lazy(() => import("~/forms/UserLink"));
const OperationDialog = lazy(() => import("~/pages/operations/OperationDialog"));

/** The dialog that the address line names. */
export default function Dialogs(props: { open: OpenDialog; onClose(): void }) {
  const { open, onClose: close } = props;
  const Plain = PLAIN[open.kind];
  return (
    <Suspense fallback={null}>
      {Plain === undefined ? (
        <About key={`${open.kind}:${open.id}`} open={open} onClose={close} />
      ) : (
        <Plain id={open.id} onClose={close} />
      )}
    </Suspense>
  );
}

const ABOUT: Record<string, KindName> = {
  "edit-inbound": "inbounds",
  "delete-inbound": "inbounds",
  "edit-route": "routes",
  "delete-route": "routes",
  "edit-user": "users",
  "delete-user": "users",
  "user-link": "users",
  "revoke-user": "users",
  "edit-node": "nodes",
  "delete-node": "nodes",
  "make-master": "nodes",
  operation: "operations",
};

function About(props: { open: OpenDialog; onClose(): void }) {
  const { open, onClose } = props;
  const kind = ABOUT[open.kind];
  const item = useItem(kind ?? "nodes", open.id);
  if (kind === undefined || item === undefined) {
    return null;
  }
  switch (open.kind) {
    case "edit-inbound":
      return <EditInbound item={item as Kinds["inbounds"]} onClose={onClose} />;
    case "edit-route":
      return <EditRoute item={item as Kinds["routes"]} onClose={onClose} />;
    case "edit-user":
      return <EditUser item={item as Kinds["users"]} onClose={onClose} />;
    case "user-link":
      return <UserLink item={item as Kinds["users"]} onClose={onClose} />;
    case "revoke-user":
      return <RevokeUser item={item as Kinds["users"]} onClose={onClose} />;
    case "edit-node":
      return <EditNode item={item as Kinds["nodes"]} onClose={onClose} />;
    case "make-master":
      return <MakeMaster item={item as Kinds["nodes"]} onClose={onClose} />;
    case "operation":
      return <OperationDialog item={item as Kinds["operations"]} onClose={onClose} />;
    default:
      return <Removal kind={kind} item={item} onClose={onClose} />;
  }
}

function Removal<K extends KindName>(props: { kind: K; item: Kinds[K]; onClose(): void }) {
  const { kind, item, onClose } = props;
  const common = { kind, item, onClose };
  if (kind === "nodes") {
    return (
      <RemoveDialog
        {...common}
        title={`Remove ${item.name} from the cluster`}
        submit="Remove server"
        path={paths.node(item.id)}
        planPath={paths.nodePlan(item.id)}
      />
    );
  }
  if (kind === "inbounds") {
    return (
      <RemoveDialog
        {...common}
        title={`Delete inbound ${item.name}`}
        submit="Delete inbound"
        path={paths.inbound(item.id)}
        planPath={paths.inboundPlan(item.id)}
      />
    );
  }
  if (kind === "routes") {
    return (
      <RemoveDialog
        {...common}
        title={`Delete route ${item.name}`}
        submit="Delete route"
        path={paths.route(item.id)}
        planPath={`${paths.route(item.id)}?plan=true`}
      />
    );
  }
  return (
    <RemoveDialog
      {...common}
      title={`Delete user ${item.name}`}
      submit="Delete user"
      path={paths.user(item.id)}
    >
      <p>
        The user is cut off at once and the subscription link stops working. What was used is kept
        in the totals only.
      </p>
    </RemoveDialog>
  );
}
