import { createColumnHelper } from "@tanstack/react-table";
import type { User } from "~/api/types/vpn";
import type { features } from "./features";

const helper = createColumnHelper<typeof features, User>();

/** What can be sorted by; the cells are drawn by `UserRow`. */
export const columns = helper.columns([
  helper.accessor("name", { id: "name", header: "Name", sortFn: "text" }),
  helper.accessor((u) => u.status.state, { id: "state", header: "State", sortFn: "text" }),
  helper.accessor("usedBytes", { id: "usedBytes", header: "Used", sortFn: "basic" }),
  helper.accessor((u) => (u.expiresAt ? Date.parse(u.expiresAt) : Infinity), {
    id: "expiresAt",
    header: "Last day",
    sortFn: "basic",
  }),
  helper.accessor("online", { id: "online", header: "Devices", sortFn: "basic" }),
]);
