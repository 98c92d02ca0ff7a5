import { CornerUpRight, Pencil, Trash2, Unplug } from "lucide-react";
import type { Inbound, Route } from "~/api/types/vpn";
import { useDialog } from "~/app/useDialog";
import { MenuGroup, MenuItem, MenuLine } from "~/ui/Menu";

/** What can be done with an inbound: the keyboard's way to what dragging does, and more. */
export function InboundMenu(props: {
  inbound: Inbound;
  routes: readonly Route[];
  onMove(inbound: string, route: string): void;
  reason: string | undefined;
}) {
  const { inbound, routes, onMove, reason } = props;
  const { show } = useDialog();
  return (
    <>
      <MenuGroup label="Move to route">
        {routes.map((route) => (
          <MenuItem
            key={route.id}
            icon={<CornerUpRight size={14} />}
            reason={reason ?? (route.id === inbound.route ? "It is here now" : undefined)}
            onSelect={() => onMove(inbound.id, route.id)}
          >
            {route.name}
          </MenuItem>
        ))}
        <MenuItem
          icon={<Unplug size={14} />}
          reason={reason ?? (inbound.route === "" ? "It is in no route now" : undefined)}
          onSelect={() => onMove(inbound.id, "")}
        >
          Take out of its route
        </MenuItem>
      </MenuGroup>
      <MenuLine />
      <MenuItem
        icon={<Pencil size={14} />}
        reason={reason}
        onSelect={() => show("edit-inbound", inbound.id)}
      >
        Edit…
      </MenuItem>
      <MenuItem
        icon={<Trash2 size={14} />}
        danger
        reason={reason}
        onSelect={() => show("delete-inbound", inbound.id)}
      >
        Delete…
      </MenuItem>
    </>
  );
}
