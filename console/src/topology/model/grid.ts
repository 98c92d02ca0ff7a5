import type { Worker } from "./graph";
import type { Box } from "./layout";
import { SIZE } from "./size";

/**
 * How a line leaves a column that others stand right of: into the gutter beside its card, down to
 * the alley below its row, along it to the exit. So it never runs behind a card.
 */
export interface Detour {
  /** Where it turns down. */
  gutter: number;
  /** Where it turns right again. */
  alley: number;
  /** Where the columns end. */
  exit: number;
}

export interface Grid {
  boxes: ReadonlyMap<string, Box>;
  /** By inbound; none for those of the last column. */
  detours: ReadonlyMap<string, Detour>;
  right: number;
  bottom: number;
}

/** Between two lines beside each other; more than so many of them share the last place. */
const STEP = 5;
const MOST_LINES = 8;

/** Places workers row by row, with room for the lines of all columns but the last. */
export function placeWorkers(workers: readonly Worker[], columns: number, left: number): Grid {
  const boxes = new Map<string, Box>();
  const detours = new Map<string, Detour>();
  const gutter = gutterOf(workers, columns);
  const pitch = SIZE.worker.width + gutter;
  const right = left + columns * pitch - gutter;
  let y: number = SIZE.heading;
  let bottom = y;
  for (let first = 0; first < workers.length; first += columns) {
    const row = workers.slice(first, first + columns);
    row.forEach((worker, at) => {
      const height = workerHeight(worker.inbounds.length);
      boxes.set(worker.node.id, { x: left + at * pitch, y, width: SIZE.worker.width, height });
      bottom = Math.max(bottom, y + height);
    });
    const lines = linesOf(row, columns);
    lines.forEach(({ inbound, column, place }, slot) => {
      detours.set(inbound, {
        gutter: left + column * pitch + SIZE.worker.width + 11 + place * STEP,
        alley: bottom + 10 + Math.min(slot, MOST_LINES - 1) * STEP,
        exit: right + 10,
      });
    });
    y = bottom + SIZE.gap + Math.min(lines.length, MOST_LINES) * STEP;
  }
  const lowest = Math.max(bottom, ...[...detours.values()].map((d) => d.alley));
  return { boxes, detours, right, bottom: lowest };
}

export function workerHeight(inbounds: number): number {
  const { head, row, foot, bare } = SIZE.worker;
  return head + (inbounds === 0 ? bare : inbounds * row + foot);
}

interface Line {
  inbound: string;
  column: number;
  /** Its place in the gutter: the upper of two lines turns down further out. */
  place: number;
}

/** The lines of a row in the order of the alley, so that none crosses another there. */
function linesOf(row: readonly Worker[], columns: number): Line[] {
  return row
    .slice(0, columns - 1)
    .flatMap((worker, column) => {
      const routed = worker.inbounds.filter((i) => i.route !== "").slice(0, MOST_LINES);
      return routed.map((i, at) => ({ inbound: i.id, column, place: routed.length - 1 - at }));
    })
    .toSorted((a, b) => b.column - a.column);
}

function gutterOf(workers: readonly Worker[], columns: number): number {
  if (columns === 1) {
    return 0;
  }
  const most = Math.max(...workers.map((w) => w.inbounds.length));
  return SIZE.columnGap + Math.min(most, MOST_LINES) * STEP;
}
