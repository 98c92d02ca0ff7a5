import {
  BaseEdge,
  type ConnectionLineComponentProps,
  type EdgeProps,
  getBezierPath,
} from "@xyflow/react";
import { useHistory } from "~/live/hooks";
import { cx } from "~/util/cx";
import { thickness } from "../model/edges";
import { detourPath } from "../model/path";
import { colourVar } from "./colours";
import type { LineFlow, ReinFlow } from "./flow";
import styles from "./flow.module.css";

function LineEdge(props: EdgeProps<LineFlow>) {
  const { id, data } = props;
  const history = useHistory(data?.line.node ?? "");
  if (data === undefined) {
    return null;
  }
  const from = { x: props.sourceX, y: props.sourceY };
  const to = { x: props.targetX, y: props.targetY };
  const path =
    data.via === undefined
      ? getBezierPath({ ...props, curvature: 0.4 })[0]
      : detourPath(from, to, data.via);
  const sample = history?.latest.inbounds?.find((i) => i.id === data.line.inbound);
  return (
    <BaseEdge
      id={id}
      path={path}
      interactionWidth={0}
      className={cx(
        styles["line"],
        data.faded && styles["faded"],
        !data.line.live && styles["dead"],
      )}
      style={{
        stroke: colourVar(data.line.colour),
        strokeWidth: thickness(sample?.online ?? 0),
      }}
    />
  );
}

function ReinEdge(props: EdgeProps<ReinFlow>) {
  const [path] = getBezierPath(props);
  return (
    <BaseEdge
      id={props.id}
      path={path}
      interactionWidth={0}
      className={cx(styles["rein"], props.data?.lost && styles["reinLost"])}
    />
  );
}

/** What follows the pointer while an inbound is dragged. */
export function DragLine(props: ConnectionLineComponentProps) {
  const { fromHandle, fromX, fromY, toX, toY, fromPosition, toPosition } = props;
  const [path] = getBezierPath({
    // React Flow gives the middle of the row; the line starts at its edge.
    sourceX: fromX + (fromHandle.width ?? 0) / 2,
    sourceY: fromY,
    sourcePosition: fromPosition,
    targetX: toX,
    targetY: toY,
    targetPosition: toPosition,
  });
  return (
    <g>
      <path d={path} className={styles["drag"]} />
      <circle cx={toX} cy={toY} r={5} className={styles["dragEnd"]} />
    </g>
  );
}

export const edgeTypes = { line: LineEdge, rein: ReinEdge };
