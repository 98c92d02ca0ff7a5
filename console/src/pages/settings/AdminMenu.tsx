import { EllipsisVertical, KeyRound, ShieldCheck, Trash2 } from "lucide-react";
import { call, newRequestId } from "~/api/client";
import { paths } from "~/api/paths";
import { asProblem } from "~/api/problem";
import type { Admin } from "~/api/types/work";
import { IconButton } from "~/ui/IconButton";
import { Menu, MenuItem, MenuLine } from "~/ui/Menu";
import { tell, warn } from "~/ui/toasts";

export function AdminMenu(props: {
  admin: Admin;
  me: string;
  reason: string | undefined;
  onDone(): void;
  onPassword(password: string): void;
}) {
  const { admin, me, onDone, onPassword } = props;
  const own = admin.name === me ? "This is you. Ask another administrator." : undefined;
  const reason = props.reason ?? own;
  const other = admin.role === "admin" ? "viewer" : "admin";

  async function attempt(done: string, work: () => Promise<unknown>) {
    try {
      await work();
      tell(done);
      onDone();
    } catch (error) {
      warn(`${admin.name} is unchanged`, asProblem(error).detail);
    }
  }

  return (
    <Menu
      trigger={
        <IconButton name={`Actions for ${admin.name}`} icon={<EllipsisVertical size={15} />} />
      }
    >
      <MenuItem
        icon={<ShieldCheck size={14} />}
        reason={reason}
        onSelect={() =>
          void attempt(`${admin.name} is ${other} now`, () =>
            call(paths.admin(admin.name), {
              method: "PATCH",
              body: { role: other },
              requestId: newRequestId(),
            }),
          )
        }
      >
        Make {other === "admin" ? "an administrator" : "a viewer"}
      </MenuItem>
      <MenuItem
        icon={<KeyRound size={14} />}
        reason={reason}
        onSelect={() =>
          void attempt(`${admin.name} has a new password`, async () => {
            const { password } = await call<{ password: string }>(paths.adminReset(admin.name), {
              method: "POST",
              requestId: newRequestId(),
            });
            onPassword(password);
          })
        }
      >
        Make a new password
      </MenuItem>
      <MenuLine />
      <MenuItem
        icon={<Trash2 size={14} />}
        danger
        reason={reason}
        onSelect={() =>
          void attempt(`${admin.name} may no longer log in`, () =>
            call(paths.admin(admin.name), { method: "DELETE", requestId: newRequestId() }),
          )
        }
      >
        Remove
      </MenuItem>
    </Menu>
  );
}
