package dev.covey.master.control.cluster;

import dev.covey.model.ClusterStatus;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Resource;
import dev.covey.model.Role;
import dev.covey.runtime.clustertime.Jump;
import dev.covey.runtime.quorum.Member;
import dev.covey.runtime.quorum.QuorumView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an administrator should know of a cluster that works. */
final class Warnings {
    private static final String CLOCK = "The active master's clock ";

    /** All of them; those that were there before keep their words. */
    static List<String> of(
            List<Resource<NodeSpec, NodeStatus>> nodes,
            Health health,
            Optional<ClusterStatus> before) {
        List<String> warnings = new ArrayList<>();
        health.jump().ifPresent(jump -> warnings.add(clock(jump, before)));
        QuorumView quorum = health.quorum();
        int voters = quorum.voters().size();
        long masters =
                nodes.stream()
                        .filter(n -> n.spec().master() || n.spec().roles().contains(Role.WITNESS))
                        .count();
        if (voters == 1 && masters == 2) {
            warnings.add(
                    "The second master stands by without a vote: add a third master or a witness,"
                            + " so that the cluster survives the loss of one.");
        } else if (voters > 1 && voters % 2 == 0) {
            warnings.add(
                    "%d masters vote, which is an even number: one more or one less survives as much."
                            .formatted(voters));
        }
        if (inOneZone(nodes, quorum)) {
            warnings.add("All masters are in one zone: its loss stops the management.");
        }
        return warnings;
    }

    /** Whether this is the warning about a clock. */
    static boolean isClock(String warning) {
        return warning.startsWith(CLOCK);
    }

    private static String clock(Jump jump, Optional<ClusterStatus> before) {
        return before.stream()
                .flatMap(s -> s.warnings().stream())
                .filter(Warnings::isClock)
                .findFirst()
                .orElse(
                        CLOCK
                                + jump.why()
                                + ": dates go on without it until it is set right or confirmed.");
    }

    private static boolean inOneZone(
            List<Resource<NodeSpec, NodeStatus>> nodes, QuorumView quorum) {
        Set<String> voters = quorum.voters().stream().map(Member::node).collect(Collectors.toSet());
        Set<String> zones =
                nodes.stream()
                        .filter(n -> voters.contains(n.id()))
                        .map(n -> n.spec().zone())
                        .collect(Collectors.toSet());
        return voters.size() >= 3 && zones.size() == 1 && !zones.contains("");
    }

    private Warnings() {}
}
