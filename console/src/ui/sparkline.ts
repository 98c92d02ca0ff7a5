export interface Frame {
  slots: number;
  width: number;
  height: number;
  top?: number;
}

/** So that the greatest value does not touch the top. */
const HEADROOM = 1.2;

/** SVG paths of a line and the area below it; null when there is nothing to draw yet. */
export function linePath(
  values: readonly number[],
  frame: Frame,
): { line: string; area: string } | null {
  if (values.length < 2) {
    return null;
  }
  const shown = values.slice(-frame.slots);
  const top = frame.top ?? Math.max(...shown) * HEADROOM;
  const step = frame.width / (frame.slots - 1);
  const left = frame.width - step * (shown.length - 1);
  const points = shown.map((value, i) => {
    const share = top > 0 ? Math.min(1, Math.max(0, value / top)) : 0;
    return `${round(left + i * step)} ${round(frame.height - 1 - share * (frame.height - 2))}`;
  });
  const line = `M${points.join("L")}`;
  return { line, area: `${line}V${frame.height}H${round(left)}Z` };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
