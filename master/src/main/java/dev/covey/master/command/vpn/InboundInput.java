package dev.covey.master.command.vpn;

import dev.covey.master.command.Labels;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Resources;
import java.util.Optional;

/**
 * What may be said of an inbound; what is absent stays as it is, or as a new inbound has it.
 *
 * @param masquerade {@code HOST} or {@code HOST:PORT}
 * @param route id or name; empty for none
 */
public record InboundInput(
        Optional<String> name,
        Optional<Integer> port,
        Optional<String> masquerade,
        Optional<String> route,
        Optional<Boolean> blockTorrents,
        Labels labels) {

    /** The id of the route, which must exist; empty for none. */
    Optional<String> routeId(Resources resources) {
        return route.map(r -> r.isEmpty() ? "" : resources.find(Type.ROUTE, r).id());
    }
}
