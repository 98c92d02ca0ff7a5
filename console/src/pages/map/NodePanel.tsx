import type { Node } from "~/api/types/cluster";
import type { Inbound } from "~/api/types/vpn";
import { useMap } from "~/topology/view/mapContext";
import { masterState, nodeState } from "~/topology/view/nodeState";
import { CopyButton } from "~/ui/Copy";
import { Fact, Facts } from "~/ui/Facts";
import { Notice } from "~/ui/Notice";
import { Dot, State } from "~/ui/State";
import { toneOf } from "~/ui/tone";
import { bytes } from "~/util/bytes";
import { exact, relative } from "~/util/time";
import { useNow } from "~/util/useNow";
import { coefficient, sentence } from "~/util/words";
import { NodeActions } from "./NodeActions";
import { NodeCharts } from "./NodeCharts";
import styles from "./panel.module.css";

export function NodePanel(props: { node: Node; inbounds: readonly Inbound[] }) {
  const { node, inbounds } = props;
  const worker = node.roles.includes("worker");
  const { word, tone } = node.roles.includes("worker") ? nodeState(node) : masterState(node);
  return (
    <>
      <h2 className={styles["title"]}>
        <span>{node.name}</span>
        <State state={word} tone={tone} label={sentence(word)} pill />
      </h2>
      <p className={styles["sub"]}>
        {node.roles.map(sentence).join(" and ")}
        {node.active ? ", active now" : ""}
      </p>
      <Warnings node={node} />
      <NodeActions node={node} />
      <NodeCharts node={node.id} worker={worker} />
      <NodeFacts node={node} />
      {worker ? <NodeInbounds inbounds={inbounds} /> : null}
    </>
  );
}

function Warnings(props: { node: Node }) {
  const { status, availability } = props.node;
  const warnings = status.warnings ?? [];
  const unwell = status.state !== "Ready" && Boolean(status.why);
  if (!unwell && availability !== "drained" && warnings.length === 0) {
    return null;
  }
  return (
    <div className={styles["notices"]}>
      {unwell ? (
        <Notice tone={status.state === "Lost" ? "bad" : "info"}>{status.why}</Notice>
      ) : null}
      {availability === "drained" ? (
        <Notice tone="warn">Drained: connected users stay, new ones are sent elsewhere.</Notice>
      ) : null}
      {warnings.map((warning) => (
        <Notice key={warning} tone="warn">
          {warning}
        </Notice>
      ))}
    </div>
  );
}

function NodeFacts(props: { node: Node }) {
  const { node } = props;
  const now = useNow();
  const link = node.links.reduce(
    (a, b) => (b.priority > a.priority ? b : a),
    node.links[0] ?? NONE,
  );
  return (
    <section className={styles["section"]}>
      <h3>Details</h3>
      <Facts>
        <Fact name="Public address">
          <span className={styles["mono"]}>{node.publicAddress}</span>
        </Fact>
        {link.address === node.publicAddress ? null : (
          <Fact name="Link address">
            <span className={styles["mono"]}>{link.address}</span>
          </Fact>
        )}
        <Fact name="Zone">{node.zone || "None"}</Fact>
        <Fact name="Load coefficient">{coefficient(node.coefficientMilli)}</Fact>
        <Fact name="Traffic so far">{bytes(node.trafficBytes)}</Fact>
        <Fact name={sentence(node.status.state)}>
          <span title={exact(node.status.since)}>since {relative(node.status.since, now)}</span>
        </Fact>
        <Fact name="Version">{node.status.version || "Unknown"}</Fact>
        <Fact name="Id">
          <Long text={node.id} name="Copy id" />
        </Fact>
        <Fact name="Key">
          <Long text={node.keyPin} name="Copy key digest" />
        </Fact>
      </Facts>
    </section>
  );
}

const NONE = { number: 0, address: "", priority: 0 };

function Long(props: { text: string; name: string }) {
  return (
    <span className={styles["row"]}>
      <span className={`${styles["rowName"]} ${styles["mono"]}`}>{props.text}</span>
      <CopyButton text={props.text} name={props.name} />
    </span>
  );
}

function NodeInbounds(props: { inbounds: readonly Inbound[] }) {
  const { choose } = useMap();
  return (
    <section className={styles["section"]}>
      <h3>Inbounds</h3>
      {props.inbounds.length === 0 ? (
        <p className={styles["muted"]}>None yet. Without one this server carries no traffic.</p>
      ) : (
        <div className={styles["rows"]}>
          {props.inbounds.map((inbound) => (
            <button
              key={inbound.id}
              type="button"
              className={styles["row"]}
              onClick={() => choose({ kind: "inbound", id: inbound.id })}
            >
              <Dot tone={toneOf(inbound.status.state)} />
              <span className={styles["rowName"]}>{inbound.name}</span>
              <span className={styles["muted"]} style={{ marginLeft: "auto" }}>
                {inbound.routeName || "no route"}
              </span>
            </button>
          ))}
        </div>
      )}
    </section>
  );
}
