import { EllipsisVertical, Pencil, Plus, Split, Trash2, Waypoints } from "lucide-react";
import { useMemo } from "react";
import { Link } from "react-router";
import { useDialog } from "~/app/useDialog";
import { useWriteReason } from "~/app/useWriteReason";
import { useItems } from "~/live/hooks";
import { type RouteItem, topologyOf } from "~/topology/model/graph";
import { colourVar } from "~/topology/view/colours";
import { useOnline } from "~/topology/view/useOnline";
import { Button } from "~/ui/Button";
import { Empty } from "~/ui/Empty";
import { IconButton } from "~/ui/IconButton";
import { Menu, MenuItem } from "~/ui/Menu";
import { Page } from "~/ui/Page";
import { Skeleton } from "~/ui/Skeleton";
import { Head, TableFrame, tableStyles as t } from "~/ui/Table";
import { sentence } from "~/util/words";
import styles from "./RoutesPage.module.css";

export default function RoutesPage() {
  const routes = useItems("routes");
  const inbounds = useItems("inbounds");
  const { show } = useDialog();
  const reason = useWriteReason();
  const items = useMemo(
    () => topologyOf([], inbounds.items, routes.items).routes,
    [inbounds.items, routes.items],
  );
  const create = (
    <Button
      look="primary"
      icon={<Plus size={15} />}
      reason={reason}
      onClick={() => show("new-route")}
    >
      New route
    </Button>
  );
  return (
    <Page
      title="Routes"
      text="Pools of inbounds: each is one line in the user's app."
      actions={create}
    >
      {!routes.synced ? <Skeleton rows={3} /> : null}
      {routes.synced && items.length === 0 ? (
        <Empty title="No route yet" icon={<Split size={18} />} action={create}>
          A route is what users choose in their app. Make one, then drag inbounds onto it on the
          map.
        </Empty>
      ) : null}
      {items.length > 0 ? (
        <TableFrame
          label="Routes"
          footer={
            <Link to="/clusters/self" className={styles["toMap"]}>
              <Waypoints size={14} aria-hidden /> Drag inbounds between routes on the map
            </Link>
          }
        >
          <Head
            columns={[
              "Name",
              "Balancing",
              "Inbounds",
              "Live",
              "Online",
              { name: "Actions", hidden: true },
            ]}
          />
          <tbody>
            {items.map((item) => (
              <Row key={item.route.id} item={item} reason={reason} onShow={show} />
            ))}
          </tbody>
        </TableFrame>
      ) : null}
    </Page>
  );
}

function Row(props: {
  item: RouteItem;
  reason: string | undefined;
  onShow: ReturnType<typeof useDialog>["show"];
}) {
  const { item, reason, onShow } = props;
  const { route } = item;
  const online = useOnline(item.inbounds);
  return (
    <tr>
      <td>
        <span className={styles["name"]}>
          <span
            className={styles["mark"]}
            style={{ background: colourVar(item.colour) }}
            aria-hidden
          />
          <button
            type="button"
            className={t["nameButton"]}
            onClick={() => onShow("edit-route", route.id)}
          >
            {route.name}
          </button>
        </span>
      </td>
      <td data-label="Balancing">{sentence(route.algorithm)}</td>
      <td data-label="Inbounds" className={t["grow"]}>
        {item.inbounds.length === 0 ? (
          <span className={t["muted"]}>Empty: users do not see it</span>
        ) : (
          item.inbounds.map((i) => i.name).join(", ")
        )}
      </td>
      <td
        data-label="Live"
        className={item.live < item.inbounds.length ? styles["warn"] : undefined}
      >
        {item.live} of {item.inbounds.length}
      </td>
      <td data-label="Online">{online.toLocaleString("en")}</td>
      <td className={t["actions"]}>
        <Menu
          trigger={
            <IconButton name={`Actions for ${route.name}`} icon={<EllipsisVertical size={15} />} />
          }
        >
          <MenuItem
            icon={<Pencil size={14} />}
            reason={reason}
            onSelect={() => onShow("edit-route", route.id)}
          >
            Edit…
          </MenuItem>
          <MenuItem
            icon={<Trash2 size={14} />}
            danger
            reason={reason}
            onSelect={() => onShow("delete-route", route.id)}
          >
            Delete…
          </MenuItem>
        </Menu>
      </td>
    </tr>
  );
}
