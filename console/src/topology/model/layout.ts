import type { Topology } from "./graph";
import { type Detour, placeWorkers } from "./grid";
import { SIZE } from "./size";

/** Places on the map, in its own units; x goes right, y down. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Layout {
  masters: ReadonlyMap<string, Box>;
  workers: ReadonlyMap<string, Box>;
  routes: ReadonlyMap<string, Box>;
  /** Where an inbound is dropped to take it out of its route. */
  loose: Box;
  /** How lines leave the columns that others stand right of, by inbound. */
  detours: ReadonlyMap<string, Detour>;
  /** Columns of workers. */
  columns: number;
  headings: { masters: Box; workers: Box; routes: Box };
  width: number;
  height: number;
}

const MOST_COLUMNS = 6;

/** Lays the map out for a canvas: as many columns of workers as let it be drawn the largest. */
export function layoutFor(topology: Topology, canvas: { width: number; height: number }): Layout {
  let columns = 1;
  let best = layout(topology, 1, SIZE.lane);
  let bestZoom = zoomOf(best, canvas);
  for (let count = 2; count <= Math.min(MOST_COLUMNS, topology.workers.length); count += 1) {
    const next = layout(topology, count, SIZE.lane);
    const zoom = zoomOf(next, canvas);
    // Lines are easier to follow from fewer columns: another one must be worth it.
    if (zoom > bestZoom * 1.12) {
      best = next;
      bestZoom = zoom;
      columns = count;
    }
  }
  const spare = canvas.width / bestZoom - best.width;
  const lane = Math.min(SIZE.laneMost, SIZE.lane + Math.max(0, spare) / 2);
  return layout(topology, columns, Math.floor(lane));
}

export function zoomOf(
  layout: { width: number; height: number },
  canvas: { width: number; height: number },
): number {
  return Math.min(1, canvas.width / layout.width, canvas.height / layout.height);
}

function layout(topology: Topology, columns: number, lane: number): Layout {
  const left = SIZE.master.width + lane;
  const workers = placeWorkers(topology.workers, columns, left);
  const right = workers.right + lane + 20;
  const routes = placeRoutes(topology, workers.boxes, right);
  const masters = column(
    topology.masters.map((m) => m.id),
    0,
    SIZE.master,
  );
  const loose = {
    x: right,
    y: routes.bottom,
    width: SIZE.route.width,
    height: SIZE.loose.height,
  };
  const mastersBottom = SIZE.heading + topology.masters.length * (SIZE.master.height + SIZE.gap);
  const heading = (x: number, width: number) => ({ x, y: 0, width, height: SIZE.heading });
  return {
    masters,
    workers: workers.boxes,
    detours: workers.detours,
    columns,
    routes: routes.boxes,
    loose,
    headings: {
      masters: heading(0, SIZE.master.width),
      workers: heading(left, SIZE.worker.width),
      routes: heading(right, SIZE.route.width),
    },
    width: right + SIZE.route.width,
    height: Math.max(workers.bottom, loose.y + loose.height, mastersBottom),
  };
}

function column(
  ids: readonly string[],
  x: number,
  size: { width: number; height: number },
): Map<string, Box> {
  return new Map(
    ids.map((id, i) => [id, { x, y: SIZE.heading + i * (size.height + SIZE.gap), ...size }]),
  );
}

/** A route stands at the middle of its inbounds, as far as its neighbours let it. */
function placeRoutes(topology: Topology, workers: ReadonlyMap<string, Box>, x: number) {
  const { width, height } = SIZE.route;
  const wanted = topology.routes
    .map((item) => ({ id: item.route.id, middle: middleOf(item.inbounds, topology, workers) }))
    .toSorted((a, b) => (a.middle === b.middle ? 0 : a.middle - b.middle));
  const boxes = new Map<string, Box>();
  let bottom: number = SIZE.heading;
  for (const each of wanted) {
    const y = each.middle === Infinity ? bottom : Math.max(bottom, each.middle - height / 2);
    boxes.set(each.id, { x, y, width, height });
    bottom = y + height + SIZE.gap;
  }
  return { boxes, bottom };
}

function middleOf(
  inbounds: readonly { id: string; node: string }[],
  topology: Topology,
  workers: ReadonlyMap<string, Box>,
): number {
  const places = inbounds
    .map((i) => {
      const row = topology.workers
        .find((w) => w.node.id === i.node)
        ?.inbounds.findIndex((each) => each.id === i.id);
      const box = workers.get(i.node);
      return box === undefined || row === undefined ? undefined : box.y + rowMiddle(row);
    })
    .filter((y) => y !== undefined);
  return places.length === 0 ? Infinity : places.reduce((sum, y) => sum + y, 0) / places.length;
}

function rowMiddle(row: number): number {
  return SIZE.worker.head + (row + 0.5) * SIZE.worker.row;
}
