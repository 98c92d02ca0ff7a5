import { DoorOpen, EllipsisVertical, Plus } from "lucide-react";
import { useCallback, useMemo } from "react";
import type { Inbound } from "~/api/types/vpn";
import { useDialog } from "~/app/useDialog";
import { useWriteReason } from "~/app/useWriteReason";
import { useMoveInbound } from "~/forms/useMoveInbound";
import { useItems } from "~/live/hooks";
import { InboundMenu } from "~/pages/map/InboundMenu";
import { useOnlineOf } from "~/topology/view/useOnline";
import { Button } from "~/ui/Button";
import { Empty } from "~/ui/Empty";
import { IconButton } from "~/ui/IconButton";
import { Menu } from "~/ui/Menu";
import { Page } from "~/ui/Page";
import { SearchField } from "~/ui/SearchField";
import { Skeleton } from "~/ui/Skeleton";
import { State } from "~/ui/State";
import { Head, TableFrame, tableStyles as t } from "~/ui/Table";
import { useParam } from "~/util/useParam";
import { plural } from "~/util/words";

export default function InboundsPage() {
  const { items, synced } = useItems("inbounds");
  const routes = useItems("routes").items;
  const { show } = useDialog();
  const reason = useWriteReason();
  const { move } = useMoveInbound();
  const [query, setQuery] = useParam("q", { replace: true });
  const found = useMemo(() => items.filter((i) => matches(i, query ?? "")), [items, query]);
  const menuOf = useCallback(
    (inbound: Inbound) => (
      <InboundMenu inbound={inbound} routes={routes} onMove={move} reason={reason} />
    ),
    [routes, move, reason],
  );
  const create = (
    <Button
      look="primary"
      icon={<Plus size={15} />}
      reason={reason}
      onClick={() => show("new-inbound")}
    >
      New inbound
    </Button>
  );
  return (
    <Page
      title="Inbounds"
      text="Entry points into the VPN, each on one worker."
      actions={
        <>
          <SearchField label="Search inbounds" value={query ?? ""} onChange={setQuery} />
          {create}
        </>
      }
    >
      {!synced ? <Skeleton rows={6} /> : null}
      {synced && items.length === 0 ? (
        <Empty title="No inbound yet" icon={<DoorOpen size={18} />} action={create}>
          Open one on a worker and put it into a route; then users can connect.
        </Empty>
      ) : null}
      {found.length > 0 ? (
        <TableFrame label="Inbounds">
          <Head
            columns={[
              "Name",
              "State",
              "Server",
              "Route",
              "Masquerade site",
              "Online",
              { name: "Actions", hidden: true },
            ]}
          />
          <tbody>
            {found.map((inbound) => (
              <Row
                key={inbound.id}
                inbound={inbound}
                menu={menuOf(inbound)}
                onOpen={() => show("edit-inbound", inbound.id)}
              />
            ))}
          </tbody>
        </TableFrame>
      ) : null}
      {synced && items.length > 0 && found.length === 0 ? (
        <Empty title={`None of ${plural(items.length, "inbound")} fits “${query ?? ""}”`} />
      ) : null}
    </Page>
  );
}

function Row(props: { inbound: Inbound; menu: React.ReactNode; onOpen(): void }) {
  const { inbound } = props;
  const online = useOnlineOf(inbound);
  return (
    <tr>
      <td>
        <button type="button" className={t["nameButton"]} onClick={props.onOpen}>
          {inbound.name}
        </button>
      </td>
      <td data-label="State" title={inbound.status.why}>
        <State state={inbound.status.state} />
      </td>
      <td data-label="Server">
        {inbound.nodeName}
        <span className={t["muted"]}>:{inbound.port}</span>
      </td>
      <td data-label="Route">{inbound.routeName || <span className={t["muted"]}>None</span>}</td>
      <td data-label="Site">{inbound.masquerade}</td>
      <td data-label="Online">{online.toLocaleString("en")}</td>
      <td className={t["actions"]}>
        <Menu
          trigger={
            <IconButton
              name={`Actions for ${inbound.name}`}
              icon={<EllipsisVertical size={15} />}
            />
          }
        >
          {props.menu}
        </Menu>
      </td>
    </tr>
  );
}

function matches(inbound: Inbound, query: string): boolean {
  const { name, nodeName, routeName, masquerade } = inbound;
  const text = [name, nodeName, routeName, masquerade].join(" ");
  return text.toLowerCase().includes(query.trim().toLowerCase());
}
