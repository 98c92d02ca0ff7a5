import type { Permission } from "~/api/types/shared";
import type { Choice } from "~/ui/Select";

export const ROLE_CHOICES: readonly Choice<Permission>[] = [
  { value: "admin", label: "Admin", hint: "May do everything" },
  { value: "viewer", label: "Viewer", hint: "Sees everything and changes nothing" },
];
