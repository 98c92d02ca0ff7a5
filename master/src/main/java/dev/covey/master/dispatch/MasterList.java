package dev.covey.master.dispatch;

import dev.covey.model.Endpoint;
import dev.covey.model.Link;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Resources;
import dev.covey.wire.MastersList;
import dev.covey.wire.v1.Master;
import dev.covey.wire.v1.Masters;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The masters that nodes may dial, as the store has them. */
public final class MasterList {
    /**
     * The list of a view, without signature. Its revision is that of the view and the term in which
     * it is told: so a new active master's list is newer than its predecessor's even if nothing was
     * written between.
     */
    public static Masters of(Resources resources, Optional<String> active, long term) {
        return Masters.newBuilder()
                .setRevision(resources.view().revision() + term)
                .addAllMasters(
                        resources.list(Type.NODE).stream()
                                .filter(n -> n.spec().master())
                                .map(n -> master(n, active))
                                .toList())
                .build();
    }

    private static Master master(Resource<NodeSpec, NodeStatus> node, Optional<String> active) {
        List<String> hosts =
                node.spec().links().stream()
                        .sorted(
                                Comparator.comparingInt(Link::priority)
                                        .reversed()
                                        .thenComparingInt(Link::number))
                        .map(Link::address)
                        .distinct()
                        .toList();
        return Master.newBuilder()
                .setId(node.id())
                .addAllAddresses(
                        hosts.stream().map(h -> at(h, node.spec().ports().agents())).toList())
                .setHttps(at(hosts.getFirst(), node.spec().ports().https()))
                .setActive(active.equals(Optional.of(node.id())))
                .build();
    }

    private static String at(String host, int port) {
        return new Endpoint(host, port).toString();
    }

    /** The list with its signature. */
    public static Masters signed(Masters list, Signer signer) {
        return MastersList.signed(list, signer.sign(MastersList.content(list)));
    }

    /** Whether two lists name the same, whatever their revisions. */
    static boolean same(Masters a, Masters b) {
        return a.getMastersList().equals(b.getMastersList());
    }

    private MasterList() {}
}
