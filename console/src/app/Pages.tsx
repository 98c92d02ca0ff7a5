import { lazy } from "react";
import { Link, Route, Routes } from "react-router";
import { FleetPage } from "~/pages/fleet/FleetPage";
import { Empty } from "~/ui/Empty";

const MapPage = lazy(() => import("~/pages/map/MapPage"));

/** The URL space; pages beyond the first come when they are asked for. */
export function Pages() {
  return (
    <Routes>
      <Route path="/" element={<FleetPage />} />
      <Route path="/clusters/self" element={<MapPage />} />
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
