import { lazy } from "react";
import { Link, Route, Routes } from "react-router";
import { FleetPage } from "~/pages/fleet/FleetPage";
import { Empty } from "~/ui/Empty";

const InboundsPage = lazy(() => import("~/pages/inbounds/InboundsPage"));
const MapPage = lazy(() => import("~/pages/map/MapPage"));
const NotificationsPage = lazy(() => import("~/pages/notifications/NotificationsPage"));
const OperationsPage = lazy(() => import("~/pages/operations/OperationsPage"));
const RoutesPage = lazy(() => import("~/pages/routes/RoutesPage"));
const SettingsPage = lazy(() => import("~/pages/settings/SettingsPage"));
const UsersPage = lazy(() => import("~/pages/users/UsersPage"));

/** The URL space; pages beyond the first come when they are asked for. */
export function Pages() {
  return (
    <Routes>
      <Route path="/" element={<FleetPage />} />
      <Route path="/clusters/self" element={<MapPage />} />
      <Route path="/clusters/self/inbounds" element={<InboundsPage />} />
      <Route path="/clusters/self/routes" element={<RoutesPage />} />
      <Route path="/clusters/self/users" element={<UsersPage />} />
      <Route path="/clusters/self/operations" element={<OperationsPage />} />
      <Route path="/clusters/self/notifications" element={<NotificationsPage />} />
      <Route path="/settings/*" element={<SettingsPage />} />
      <Route
        path="*"
        element={
          <Empty title="There is no such page" action={<Link to="/">Go to the fleet</Link>}>
            The address may be mistyped, or what it named has been removed.
          </Empty>
        }
      />
    </Routes>
  );
}
