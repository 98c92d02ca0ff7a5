package dev.covey.dist.node;

import dev.covey.dist.directory.NodeFile;
import dev.covey.model.AdminSpec;
import dev.covey.model.AuditSpec;
import dev.covey.model.ClusterSpec;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Meta;
import dev.covey.model.NodeSpec;
import dev.covey.model.Permission;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.resource.Ordered;
import dev.covey.runtime.store.Transaction;
import dev.covey.runtime.store.View;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The first rows of a new cluster: itself, its first node, its first administrator. */
final class Genesis {

    private static final int WHOLE = 1000;

    private Genesis() {}

    /** The transaction that fills an empty store; empty if it is filled already. */
    static Optional<Transaction> of(
            View view, NodeFile node, String keyPin, String passwordHash, Instant now, Ids ids) {
        if (view.get(new Key(Kind.CLUSTER, node.clusterId()).specRow()).isPresent()) {
            return Optional.empty();
        }
        Draft draft = new Draft(view);
        draft.create(
                Meta.first(node.clusterId(), node.clusterName(), now),
                new ClusterSpec(true, node.clusterName(), "", List.of()));
        draft.create(Meta.first(node.nodeId(), node.name(), now), first(node, keyPin));
        draft.create(
                Meta.first(ids.id(), "admin", now),
                new AdminSpec(Permission.ADMIN, passwordHash, false));
        draft.audit(
                Ordered.id(now, ids),
                now,
                new AuditSpec("root@" + node.name(), "cluster.create", "", node.clusterName()));
        return Optional.of(
                Transaction.of(draft.conditions(), draft.changes(), "genesis", "new cluster"));
    }

    private static NodeSpec first(NodeFile node, String keyPin) {
        return new NodeSpec(
                node.roles(),
                node.zone(),
                node.links(),
                node.publicAddress(),
                node.ports(),
                keyPin,
                NodeSpec.Availability.ACTIVE,
                WHOLE);
    }
}
