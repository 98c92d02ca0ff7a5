import { createContext, use } from "react";
import type { Inbound } from "~/api/types/vpn";
import type { ReactNode } from "react";
import type { Choice } from "../model/edges";

/** What the cards on the map need besides their own data. */
export interface MapHold {
  choice: Choice | null;
  choose(choice: Choice): void;
  menuOf(inbound: Inbound): ReactNode;
  /** Why nothing can be moved now. */
  reason: string | undefined;
}

export const MapContext = createContext<MapHold | null>(null);

export function useMap(): MapHold {
  const hold = use(MapContext);
  if (hold === null) {
    throw new Error("useMap needs a map around it.");
  }
  return hold;
}
