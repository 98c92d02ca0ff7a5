import type { Choice } from "~/ui/Select";

export type RoleChoice = "worker" | "master" | "master,worker";

export const ROLES: readonly Choice<RoleChoice>[] = [
  { value: "worker", label: "Worker", hint: "Carries users' traffic" },
  {
    value: "master",
    label: "Master",
    hint: "Keeps the cluster's state; three survive the loss of one",
  },
  { value: "master,worker", label: "Master and worker", hint: "Both on one machine" },
];
