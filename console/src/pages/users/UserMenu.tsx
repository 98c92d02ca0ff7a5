import {
  Ban,
  CircleCheck,
  EllipsisVertical,
  KeyRound,
  Pencil,
  QrCode,
  RotateCcw,
  Trash2,
} from "lucide-react";
import type { User } from "~/api/types/vpn";
import { useDialog } from "~/app/useDialog";
import { IconButton } from "~/ui/IconButton";
import { Menu, MenuItem, MenuLine } from "~/ui/Menu";
import type { UserVerb } from "./useUserVerbs";

export function UserMenu(props: {
  user: User;
  reason: string | undefined;
  secret: string | undefined;
  onVerb(user: User, verb: UserVerb): void;
}) {
  const { user, reason, onVerb } = props;
  const { show } = useDialog();
  return (
    <Menu
      trigger={
        <IconButton name={`Actions for ${user.name}`} icon={<EllipsisVertical size={15} />} />
      }
    >
      <MenuItem
        icon={<QrCode size={14} />}
        reason={props.secret}
        onSelect={() => show("user-link", user.id)}
      >
        Link and QR code…
      </MenuItem>
      <MenuItem
        icon={<Pencil size={14} />}
        reason={reason}
        onSelect={() => show("edit-user", user.id)}
      >
        Edit…
      </MenuItem>
      <MenuLine />
      {user.enabled ? (
        <MenuItem icon={<Ban size={14} />} reason={reason} onSelect={() => onVerb(user, "disable")}>
          Disable: cut off at once
        </MenuItem>
      ) : (
        <MenuItem
          icon={<CircleCheck size={14} />}
          reason={reason}
          onSelect={() => onVerb(user, "enable")}
        >
          Enable
        </MenuItem>
      )}
      <MenuItem
        icon={<RotateCcw size={14} />}
        reason={reason ?? (user.usedBytes === 0 ? "Nothing is used yet" : undefined)}
        onSelect={() => onVerb(user, "reset")}
      >
        Reset usage to 0
      </MenuItem>
      <MenuItem
        icon={<KeyRound size={14} />}
        reason={reason}
        onSelect={() => show("revoke-user", user.id)}
      >
        Revoke the links…
      </MenuItem>
      <MenuLine />
      <MenuItem
        icon={<Trash2 size={14} />}
        danger
        reason={reason}
        onSelect={() => show("delete-user", user.id)}
      >
        Delete…
      </MenuItem>
    </Menu>
  );
}
