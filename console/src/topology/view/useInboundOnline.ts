import type { Inbound } from "~/api/types/vpn";
import { useHistory } from "~/live/hooks";

/** Users on an inbound right now: out of the figures of its server, else as it was last told. */
export function useInboundOnline(inbound: Inbound): number {
  const history = useHistory(inbound.node);
  const sample = history?.latest.inbounds?.find((i) => i.id === inbound.id);
  return sample?.online ?? inbound.online;
}
