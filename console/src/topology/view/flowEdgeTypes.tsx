import {
  BaseEdge,
  type ConnectionLineComponentProps,
  type EdgeProps,
  getBezierPath,
} from "@xyflow/react";
import { useHistory } from "~/live/hooks";
import { cx } from "~/util/cx";
import { thickness } from "../model/edges";
import { colourVar } from "./colours";
import type { LineFlow, ReinFlow } from "./flow";
import styles from "./flow.module.css";

function LineEdge(props: EdgeProps<LineFlow>) {
  const { id, data } = props;
  const history = useHistory(data?.line.node ?? "");
  const [path] = getBezierPath({ ...props, curvature: 0.4 });
  if (data === undefined) {
    return null;
  }
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
  const { fromX, fromY, toX, toY, fromPosition, toPosition } = props;
  const [path] = getBezierPath({
    sourceX: fromX,
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
