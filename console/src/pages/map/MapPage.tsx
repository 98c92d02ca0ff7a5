import { useCallback, useMemo } from "react";
import { useDialog } from "~/app/useDialog";
import { useWriteReason } from "~/app/useWriteReason";
import type { Inbound } from "~/api/types/vpn";
import { useMoveInbound } from "~/forms/useMoveInbound";
import { useMasters } from "~/live/useMasters";
import { type Choice, parseChoice } from "~/topology/model/edges";
import { ClusterMap } from "~/topology/view/ClusterMap";
import { type MapHold, MapContext } from "~/topology/view/mapContext";
import { useTitle } from "~/ui/Page";
import { Skeleton } from "~/ui/Skeleton";
import { useMedia } from "~/util/useMedia";
import { useParam } from "~/util/useParam";
import { EmptyCluster } from "./EmptyCluster";
import { Inspector } from "./Inspector";
import { InboundMenu } from "./InboundMenu";
import { MapBar } from "./MapBar";
import styles from "./MapPage.module.css";
import { MapList } from "./MapList";
import { textsOf } from "./texts";
import { useTopology } from "./useTopology";

export default function MapPage() {
  useTitle("Map");
  const { moves, move } = useMoveInbound();
  const masters = useMasters();
  const { topology, synced } = useTopology(moves, masters);
  const reason = useWriteReason();
  const { show } = useDialog();
  const [inspect, setInspect] = useParam("inspect", { replace: true });
  const [view, setView] = useParam("view", { replace: true });
  const small = useMedia("(max-width: 860px)");
  const choice = useMemo(() => parseChoice(inspect), [inspect]);
  const choose = useCallback((c: Choice) => setInspect(`${c.kind}/${c.id}`), [setInspect]);
  const routes = useMemo(() => topology.routes.map((r) => r.route), [topology]);

  const menuOf = useCallback(
    (inbound: Inbound) => (
      <InboundMenu inbound={inbound} routes={routes} onMove={move} reason={reason} />
    ),
    [routes, move, reason],
  );
  const hold = useMemo<MapHold>(
    () => ({ choice, choose, menuOf, reason }),
    [choice, choose, menuOf, reason],
  );
  const texts = useMemo(() => textsOf(topology, masters), [topology, masters]);

  if (!synced) {
    return (
      <div className={styles["waiting"]}>
        <Skeleton rows={5} height={72} />
      </div>
    );
  }
  const list = small || view === "list";
  const bare = topology.workers.every((w) => w.inbounds.length === 0);
  return (
    <MapContext value={hold}>
      <div className={styles["page"]}>
        <h1 className="visually-hidden">Map of the cluster</h1>
        <div className={styles["stage"]}>
          <MapBar
            list={list}
            onList={small ? undefined : (on) => setView(on ? "list" : null)}
            reason={reason}
            onShow={show}
          />
          {bare ? <EmptyCluster reason={reason} onShow={show} /> : null}
          {list ? (
            <MapList topology={topology} texts={texts} />
          ) : (
            <div className={styles["map"]}>
              <ClusterMap
                topology={topology}
                choice={choice}
                texts={texts}
                onMove={move}
                onNothing={() => setInspect(null)}
              />
            </div>
          )}
        </div>
        {choice ? (
          <Inspector choice={choice} topology={topology} onClose={() => setInspect(null)} />
        ) : null}
      </div>
    </MapContext>
  );
}
