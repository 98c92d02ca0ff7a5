package dev.covey.master.telemetry;

import dev.covey.master.telemetry.NodeFigures.Beat;
import dev.covey.master.telemetry.NodeFigures.InboundFigures;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The live figures of all nodes. Safe for use by many threads. */
public final class Telemetry {
    private record Known(Beat beat, History history) {}

    private final Map<String, Known> nodes = new TreeMap<>();
    private final Map<String, InboundFigures> inbounds = new HashMap<>();
    private @Nullable Set<Long> online;

    /** Takes note of a heartbeat. */
    public synchronized void heard(Beat beat) {
        NodeFigures figures = beat.figures();
        Known before = nodes.get(figures.node());
        History history = before == null ? new History() : before.history();
        history.add(figures);
        forgetInbounds(before);
        figures.inbounds().forEach(i -> inbounds.put(i.id(), i));
        nodes.put(figures.node(), new Known(beat, history));
        online = null;
    }

    /** Forgets the present figures of a node that is lost or removed. */
    public synchronized void gone(String node) {
        forgetInbounds(nodes.remove(node));
        online = null;
    }

    /** Forgets everything: this master is no longer the active one. */
    public synchronized void clear() {
        nodes.clear();
        inbounds.clear();
        online = null;
    }

    private void forgetInbounds(@Nullable Known known) {
        if (known != null) {
            known.beat().figures().inbounds().forEach(i -> inbounds.remove(i.id()));
        }
    }

    /** The latest figures of a node that is heard from. */
    public synchronized Optional<NodeFigures> latest(String node) {
        return Optional.ofNullable(nodes.get(node)).map(k -> k.beat().figures());
    }

    /** The latest figures of all nodes that are heard from, by node id. */
    public synchronized List<NodeFigures> latest() {
        return nodes.values().stream().map(k -> k.beat().figures()).toList();
    }

    /** At most the last ten minutes of a node, oldest first, five seconds apart. */
    public synchronized List<NodeFigures> history(String node) {
        return Optional.ofNullable(nodes.get(node))
                .map(k -> k.history().points())
                .orElse(List.of());
    }

    /** Numbers of the users seen anywhere within the last minute. */
    public synchronized Set<Long> online() {
        if (online == null) {
            Set<Long> all = new HashSet<>();
            nodes.values().forEach(k -> all.addAll(k.beat().users()));
            online = Set.copyOf(all);
        }
        return online;
    }

    /** The latest figures of an inbound, for balancing and for show. */
    public synchronized Optional<InboundFigures> inbound(String id) {
        return Optional.ofNullable(inbounds.get(id));
    }
}
