import { Handle, type NodeProps, Position, useConnection } from "@xyflow/react";
import { cx } from "~/util/cx";
import { colourVar } from "./colours";
import {
  type HeadingFlow,
  LOOSE,
  type LooseFlow,
  type MasterFlow,
  type RouteFlow,
  type WorkerFlow,
  routeId,
} from "./flow";
import styles from "./flow.module.css";
import { InboundRow } from "./InboundRow";
import { useMap } from "./mapContext";
import { MasterCard } from "./MasterCard";
import { RouteCard } from "./RouteCard";
import { WorkerCard } from "./WorkerCard";

function HeadingNode({ data }: NodeProps<HeadingFlow>) {
  return (
    <h2 className={styles["heading"]}>
      {data.title} <span>{data.text}</span>
    </h2>
  );
}

function MasterNode({ data }: NodeProps<MasterFlow>) {
  const { choice, choose } = useMap();
  const { id } = data.node;
  return (
    <>
      <MasterCard
        node={data.node}
        selected={choice?.kind === "node" && choice.id === id}
        onSelect={() => choose({ kind: "node", id })}
      />
      <Handle
        type="source"
        position={Position.Right}
        className={styles["silent"]}
        isConnectable={false}
      />
    </>
  );
}

function WorkerNode({ data }: NodeProps<WorkerFlow>) {
  const { choice, choose, menuOf, reason } = useMap();
  const { node } = data.worker;
  return (
    <>
      <Handle
        id="agent"
        type="target"
        position={Position.Left}
        className={styles["agent"]}
        isConnectable={false}
      />
      <WorkerCard
        worker={data.worker}
        selected={choice?.kind === "node" && choice.id === node.id}
        onSelect={() => choose({ kind: "node", id: node.id })}
      >
        {(inbound) => {
          const colour = data.colours.get(inbound.route);
          const select = () => choose({ kind: "inbound", id: inbound.id });
          return (
            <InboundRow
              inbound={inbound}
              colour={colour === undefined ? undefined : colourVar(colour)}
              selected={choice?.kind === "inbound" && choice.id === inbound.id}
              onSelect={select}
              menu={menuOf(inbound)}
              grip={
                <Handle
                  id={inbound.id}
                  type="source"
                  position={Position.Right}
                  className={styles["grip"]}
                  isConnectable={reason === undefined}
                  onClick={select}
                />
              }
            />
          );
        }}
      </WorkerCard>
    </>
  );
}

function RouteNode({ data }: NodeProps<RouteFlow>) {
  const { choice, choose } = useMap();
  const { id } = data.item.route;
  const over = useOver(routeId(id));
  return (
    <>
      <RouteCard
        item={data.item}
        target={over}
        selected={choice?.kind === "route" && choice.id === id}
        onSelect={() => choose({ kind: "route", id })}
      />
      <Drop onClick={() => choose({ kind: "route", id })} />
    </>
  );
}

function LooseNode({ data }: NodeProps<LooseFlow>) {
  const over = useOver(LOOSE);
  const text = data.count === 0 ? "Drop here to take out" : `${data.count} in no route`;
  return (
    <>
      <div className={cx(styles["loose"], over && styles["over"])}>{text}</div>
      <Drop />
    </>
  );
}

/** The whole card takes a drop. */
function Drop(props: { onClick?: () => void }) {
  return (
    <Handle
      type="target"
      position={Position.Left}
      className={styles["drop"]}
      isConnectableStart={false}
      {...(props.onClick ? { onClick: props.onClick } : {})}
    />
  );
}

function useOver(id: string): boolean {
  return useConnection((c) => c.inProgress && c.toNode?.id === id);
}

export const nodeTypes = {
  heading: HeadingNode,
  master: MasterNode,
  worker: WorkerNode,
  route: RouteNode,
  loose: LooseNode,
};
