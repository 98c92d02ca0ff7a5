package dev.covey.master.dispatch;

import dev.covey.wire.SetHash;
import dev.covey.wire.v1.Item;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The inbounds of one node.
 *
 * @param inbounds by id
 * @param routes that they are in
 */
record NodeSet(Map<String, Inbound> inbounds, Set<String> routes) {
    static final NodeSet EMPTY = new NodeSet(Map.of(), Set.of());

    /** One inbound as its node is told of it. */
    record Inbound(Item item, SetHash hash) {
        Inbound(Item item) {
            this(item, SetHash.of(item));
        }
    }

    NodeSet {
        inbounds = Map.copyOf(inbounds);
        routes = Set.copyOf(routes);
    }

    /** The set with an inbound as it is now; null for gone. */
    NodeSet with(String id, @Nullable Inbound inbound) {
        Map<String, Inbound> all = new TreeMap<>(inbounds);
        if (inbound == null) {
            all.remove(id);
        } else {
            all.put(id, inbound);
        }
        Set<String> routes =
                all.values().stream()
                        .map(i -> i.item().getInbound().getRoute())
                        .filter(r -> !r.isEmpty())
                        .collect(Collectors.toSet());
        return new NodeSet(all, routes);
    }

    /** The hash of one inbound; that of nothing if it is not here. */
    SetHash hash(String id) {
        Inbound inbound = inbounds.get(id);
        return inbound == null ? SetHash.EMPTY : inbound.hash();
    }
}
