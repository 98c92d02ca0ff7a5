import "@xyflow/react/dist/base.css";
import {
  Background,
  BackgroundVariant,
  type Connection,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from "@xyflow/react";
import { type ReactNode, useCallback, useEffect, useMemo, useRef } from "react";
import { useSize } from "~/util/useSize";
import type { Choice } from "../model/edges";
import type { Topology } from "../model/graph";
import { type Layout, layoutFor, zoomOf } from "../model/layout";
import { DragLine, edgeTypes } from "./flowEdgeTypes";
import { flowEdges, flowNodes, routeOfDrop } from "./flow";
import styles from "./flow.module.css";
import { nodeTypes } from "./flowNodeTypes";
import { MapControls } from "./MapControls";

interface MapProps {
  topology: Topology;
  choice: Choice | null;
  texts: { masters: string; workers: string; routes: string };
  onMove(inbound: string, route: string): void;
  onNothing(): void;
  children?: ReactNode;
}

const MARGIN = 28;
const PANEL_WIDTH = 340;
/** Below this zoom the small print would be grey noise: cards show their names only. */
const FAR = 0.5;

/** The live map: masters left, workers with their inbounds in the middle, routes right. */
export function ClusterMap(props: MapProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas(props: MapProps) {
  const { topology, choice, texts, onMove } = props;
  const frame = useRef<HTMLDivElement>(null);
  const size = useSize(frame);
  // The panel beside the map must not change how many columns there are.
  const reserved = choice === null ? 0 : PANEL_WIDTH;
  const canvas = useMemo(
    () => ({
      width: (size?.width ?? 1200) + reserved - 2 * MARGIN,
      height: (size?.height ?? 800) - 2 * MARGIN,
    }),
    [size, reserved],
  );
  const layout = useMemo(() => layoutFor(topology, canvas), [topology, canvas]);
  const nodes = useMemo(() => flowNodes(topology, layout, texts), [topology, layout, texts]);
  const edges = useMemo(() => flowEdges(topology, layout, choice), [topology, layout, choice]);
  const fit = useFit(layout, size);
  const far = useStore((state) => state.transform[2] < FAR);

  const connect = useCallback(
    (connection: Connection) => {
      const route = routeOfDrop(connection.target);
      if (route !== undefined && connection.sourceHandle) {
        onMove(connection.sourceHandle, route);
      }
    },
    [onMove],
  );

  return (
    <div ref={frame} className={styles["canvas"]} data-far={far || undefined}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        connectionLineComponent={DragLine}
        onConnect={connect}
        isValidConnection={(c) => routeOfDrop(c.target) !== undefined}
        connectionRadius={70}
        connectionDragThreshold={4}
        connectOnClick={false}
        nodesDraggable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        onPaneClick={props.onNothing}
        panOnScroll
        zoomOnDoubleClick={false}
        minZoom={0.15}
        maxZoom={1.6}
        onlyRenderVisibleElements={topology.workers.length > 30}
        deleteKeyCode={null}
        proOptions={{ hideAttribution: true }}
        aria-label="Map of the cluster"
      >
        <Background variant={BackgroundVariant.Dots} gap={22} size={1} />
        <MapControls onFit={fit} />
        {props.children}
      </ReactFlow>
    </div>
  );
}

/** Shows all of the map: at once, and again when its shape or the window's changes. */
function useFit(layout: Layout, size: { width: number; height: number } | null): () => void {
  const { setViewport } = useReactFlow();
  const { width, height } = layout;
  const fit = useCallback(() => {
    if (size === null) {
      return;
    }
    const room = { width: size.width - 2 * MARGIN, height: size.height - 2 * MARGIN };
    const zoom = Math.max(0.15, zoomOf({ width, height }, room));
    void setViewport({ x: (size.width - width * zoom) / 2, y: MARGIN, zoom });
  }, [width, height, size, setViewport]);
  useEffect(fit, [fit]);
  return fit;
}
