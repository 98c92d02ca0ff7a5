import type { Topology } from "~/topology/model/graph";
import { workerHeight } from "~/topology/model/grid";
import { colourVar } from "~/topology/view/colours";
import { InboundRow } from "~/topology/view/InboundRow";
import { useMap } from "~/topology/view/mapContext";
import { MasterCard } from "~/topology/view/MasterCard";
import { RouteCard } from "~/topology/view/RouteCard";
import { WorkerCard } from "~/topology/view/WorkerCard";
import styles from "./MapList.module.css";

/** The map as three stacked lists: for phones, and for who prefers reading. */
export function MapList(props: {
  topology: Topology;
  texts: { masters: string; workers: string; routes: string };
}) {
  const { topology, texts } = props;
  const { choice, choose, menuOf } = useMap();
  const chosen = (kind: string, id: string) => choice?.kind === kind && choice.id === id;
  const colours = new Map(topology.routes.map((r) => [r.route.id, colourVar(r.colour)]));
  return (
    <div className={styles["list"]}>
      <Part title="Masters" text={texts.masters}>
        {topology.masters.map((node) => (
          <li key={node.id} className={styles["low"]}>
            <MasterCard
              node={node}
              selected={chosen("node", node.id)}
              onSelect={() => choose({ kind: "node", id: node.id })}
            />
          </li>
        ))}
      </Part>
      <Part title="Workers" text={texts.workers}>
        {topology.workers.map((worker) => (
          <li key={worker.node.id} style={{ minHeight: workerHeight(worker.inbounds.length) }}>
            <WorkerCard
              worker={worker}
              selected={chosen("node", worker.node.id)}
              onSelect={() => choose({ kind: "node", id: worker.node.id })}
            >
              {(inbound) => (
                <InboundRow
                  inbound={inbound}
                  colour={colours.get(inbound.route)}
                  selected={chosen("inbound", inbound.id)}
                  onSelect={() => choose({ kind: "inbound", id: inbound.id })}
                  menu={menuOf(inbound)}
                />
              )}
            </WorkerCard>
          </li>
        ))}
      </Part>
      <Part title="Routes" text={texts.routes}>
        {topology.routes.map((item) => (
          <li key={item.route.id} className={styles["low"]}>
            <RouteCard
              item={item}
              selected={chosen("route", item.route.id)}
              onSelect={() => choose({ kind: "route", id: item.route.id })}
            />
          </li>
        ))}
      </Part>
    </div>
  );
}

function Part(props: { title: string; text: string; children: React.ReactNode }) {
  return (
    <section className={styles["part"]} aria-label={props.title}>
      <h2 className={styles["title"]}>
        {props.title} <span>{props.text}</span>
      </h2>
      <ul className={styles["cards"]}>{props.children}</ul>
    </section>
  );
}
