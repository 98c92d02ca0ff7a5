import { Pencil, Trash2 } from "lucide-react";
import type { Inbound } from "~/api/types/vpn";
import { useDialog } from "~/app/useDialog";
import { useWriteReason } from "~/app/useWriteReason";
import { useMap } from "~/topology/view/mapContext";
import { useOnlineOf } from "~/topology/view/useOnline";
import { Button } from "~/ui/Button";
import { CopyButton } from "~/ui/Copy";
import { Fact, Facts } from "~/ui/Facts";
import { Menu } from "~/ui/Menu";
import { Notice } from "~/ui/Notice";
import { State } from "~/ui/State";
import { day } from "~/util/time";
import { sentence } from "~/util/words";
import styles from "./panel.module.css";

export function InboundPanel(props: { inbound: Inbound }) {
  const { inbound } = props;
  const { choose, menuOf } = useMap();
  const { show } = useDialog();
  const reason = useWriteReason();
  const online = useOnlineOf(inbound);
  const { state, why } = inbound.status;
  return (
    <>
      <h2 className={styles["title"]}>
        <span>{inbound.name}</span>
        <State state={state} pill />
      </h2>
      <p className={styles["sub"]}>{sentence(inbound.protocol)}</p>
      {why ? (
        <div className={styles["notices"]}>
          <Notice tone={state === "Failed" ? "bad" : state === "Unavailable" ? "warn" : "info"}>
            {why}
          </Notice>
        </div>
      ) : null}
      <div className={styles["actions"]}>
        <Button
          icon={<Pencil size={14} />}
          reason={reason}
          onClick={() => show("edit-inbound", inbound.id)}
        >
          Edit…
        </Button>
        <Button
          look="danger"
          icon={<Trash2 size={14} />}
          reason={reason}
          onClick={() => show("delete-inbound", inbound.id)}
        >
          Delete…
        </Button>
        <Menu align="start" trigger={<Button className={styles["wide"]}>Move to route…</Button>}>
          {menuOf(inbound)}
        </Menu>
      </div>
      <section className={styles["section"]}>
        <h3>Details</h3>
        <Facts>
          <Fact name="Server">
            <button
              type="button"
              className={styles["link"]}
              onClick={() => choose({ kind: "node", id: inbound.node })}
            >
              {inbound.nodeName}
            </button>
          </Fact>
          <Fact name="Route">{inbound.routeName || "None: no user is sent here"}</Fact>
          <Fact name="Users online">{online.toLocaleString("en")}</Fact>
          <Fact name="Port">{inbound.port}</Fact>
          <Fact name="Masquerade site">{inbound.masquerade}</Fact>
          <Fact name="Torrents">{inbound.blockTorrents ? "Blocked" : "Allowed"}</Fact>
          <Fact name="Short ids">
            <span className={styles["mono"]}>{inbound.shortIds.join(", ")}</span>
          </Fact>
          <Fact name="Public key">
            <span className={styles["row"]}>
              <span className={`${styles["rowName"]} ${styles["mono"]}`}>{inbound.publicKey}</span>
              <CopyButton text={inbound.publicKey} name="Copy public key" />
            </span>
          </Fact>
          <Fact name="Created">{day(inbound.createdAt)}</Fact>
        </Facts>
      </section>
    </>
  );
}
