package dev.covey.dist.node;

import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.pki.Digest;
import dev.covey.pki.tls.MemberPolicy;
import dev.covey.pki.tls.Peer;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.store.View;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Who is a member, as a master sees it: the nodes in the database, by id and pinned key. A master
 * whose copy of the database is still empty believes those that the signed list of masters names,
 * or nobody could bring it up to date.
 */
final class Members implements MemberPolicy {

    private final Supplier<Optional<View>> view;
    private final Supplier<Set<String>> listedMasters;

    Members(Supplier<Optional<View>> view, Supplier<Set<String>> listedMasters) {
        this.view = view;
        this.listedMasters = listedMasters;
    }

    @Override
    public Verdict judge(Peer peer) {
        String id = peer.name().id();
        Optional<View> now = view.get();
        Optional<Resource<NodeSpec, NodeStatus>> node =
                now.flatMap(v -> new Resources(v).get(Type.NODE, id));
        if (node.isEmpty()) {
            return now.map(Members::empty).orElse(true) && listedMasters.get().contains(id)
                    ? MemberPolicy.allowed()
                    : MemberPolicy.denied("node " + id + " is no member of this cluster");
        }
        boolean removed =
                node.get().status().filter(s -> s.state() == NodeStatus.State.REMOVED).isPresent();
        if (removed) {
            return MemberPolicy.denied("node " + id + " was removed from this cluster");
        }
        return Digest.same(node.get().spec().keyPin(), peer.keyPin())
                ? MemberPolicy.allowed()
                : MemberPolicy.denied("node " + id + " shows another key than the pinned one");
    }

    /** Whether a node is a master that was not removed. */
    boolean isMaster(String id) {
        return view.get()
                .flatMap(v -> new Resources(v).get(Type.NODE, id))
                .filter(node -> node.spec().master())
                .flatMap(Resource::status)
                .filter(status -> status.state() != NodeStatus.State.REMOVED)
                .isPresent();
    }

    /**
     * As for the agents' port: who was removed, or is not known here yet, is let in far enough to
     * be told so; dispatch refuses it. Only another key than the pinned one is kept out.
     */
    Verdict judgeAgent(Peer peer) {
        boolean otherKey =
                view.get()
                        .flatMap(v -> new Resources(v).get(Type.NODE, peer.name().id()))
                        .filter(node -> !Digest.same(node.spec().keyPin(), peer.keyPin()))
                        .isPresent();
        return otherKey ? judge(peer) : MemberPolicy.allowed();
    }

    private static boolean empty(View view) {
        return view.list(Key.specPrefix(Kind.NODE)).isEmpty();
    }
}
