import {
  Bell,
  DoorOpen,
  LayoutGrid,
  ListChecks,
  type LucideIcon,
  Settings,
  Split,
  Users,
  Waypoints,
} from "lucide-react";
import type { Cluster } from "~/api/types/cluster";

export interface NavEntry {
  to: string;
  label: string;
  icon: LucideIcon;
  count?: (counts: Cluster["counts"]) => number;
}

export const FLEET: NavEntry = { to: "/", label: "Fleet", icon: LayoutGrid };

export const CLUSTER: readonly NavEntry[] = [
  { to: "/clusters/self", label: "Map", icon: Waypoints },
  { to: "/clusters/self/inbounds", label: "Inbounds", icon: DoorOpen, count: (c) => c.inbounds },
  { to: "/clusters/self/routes", label: "Routes", icon: Split, count: (c) => c.routes },
  { to: "/clusters/self/users", label: "Users", icon: Users, count: (c) => c.users },
  { to: "/clusters/self/operations", label: "Operations", icon: ListChecks },
  { to: "/clusters/self/notifications", label: "Notifications", icon: Bell },
];

export const SETTINGS: NavEntry = { to: "/settings", label: "Settings", icon: Settings };
