package dev.covey.master.dispatch;

import dev.covey.model.EventSpec;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Meta;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.model.json.Rows;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.resource.Ordered;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.store.Change;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What the parts of a dispatch share. For one thread.
 *
 * @param now the monotonic clock at the present step
 * @param awake is told the id of each node that is heard from after a silence
 */
record Room(
        Dispatch.Reign reign,
        Dispatch.Ports ports,
        Ids ids,
        LongSupplier now,
        Consumer<String> awake,
        Sessions sessions,
        Catalog catalog,
        Ledger ledger,
        Reports reports,
        Confirmations confirmations,
        CaughtUp caughtUp,
        Heartbeats heartbeats) {
    /** What the store says now. */
    Resources resources() {
        return new Resources(ports.store().view(), ports.decoded());
    }

    /** A node that has not been removed. */
    Optional<Resource<NodeSpec, NodeStatus>> member(String node) {
        return resources()
                .get(Type.NODE, node)
                .filter(
                        n ->
                                n.status()
                                        .filter(s -> s.state() == NodeStatus.State.REMOVED)
                                        .isEmpty());
    }

    /** Writes down what happened. */
    void event(EventSpec event) {
        Instant time = ports.time().now();
        String id = Ordered.id(time, ids);
        String row = new Key(Kind.EVENT, id).specRow();
        byte[] content = Rows.spec(Meta.first(id, id, time), event, Optional.empty());
        reports.write(new Change.Put(row, content));
    }
}
