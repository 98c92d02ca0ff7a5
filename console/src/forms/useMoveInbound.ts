import { useCallback, useState } from "react";
import { call, newRequestId } from "~/api/client";
import { paths } from "~/api/paths";
import { asProblem } from "~/api/problem";
import type { Inbound } from "~/api/types/vpn";
import { useLive } from "~/live/hooks";
import { tell, warn } from "~/ui/toasts";

/** Puts an inbound into a route, or takes it out with "". Shows it at once and says how it went. */
export function useMoveInbound(): {
  moves: ReadonlyMap<string, string>;
  move(inbound: string, route: string): void;
} {
  const { store } = useLive();
  const [moves, setMoves] = useState<ReadonlyMap<string, string>>(new Map());

  const move = useCallback(
    (id: string, route: string) => {
      const inbound = store.list("inbounds").items.get(id)?.value;
      if (inbound === undefined || inbound.route === route) {
        return;
      }
      setMoves((before) => new Map(before).set(id, route));
      const words = (routeId: string) =>
        store.list("routes").items.get(routeId)?.value.name ?? "its route";
      send(id, route)
        .then(
          (next) => {
            store.put("inbounds", next);
            tell(
              route === ""
                ? `${next.name} is in no route`
                : `${next.name} now serves ${words(route)}`,
              inbound.route === "" ? undefined : `It left ${words(inbound.route)}.`,
            );
          },
          (error: unknown) => warn(`${inbound.name} was not moved`, asProblem(error).detail),
        )
        .finally(() => setMoves((before) => without(before, id)));
    },
    [store],
  );
  return { moves, move };
}

function send(id: string, route: string): Promise<Inbound> {
  const body = { route };
  return call(paths.inbound(id), { method: "PATCH", body, requestId: newRequestId() });
}

function without(moves: ReadonlyMap<string, string>, id: string): ReadonlyMap<string, string> {
  const next = new Map(moves);
  next.delete(id);
  return next;
}
