package dev.covey.master.control.cluster;

import dev.covey.model.ClusterStatus;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Resource;
import dev.covey.model.Role;
import dev.covey.runtime.clustertime.Jump;
import dev.covey.runtime.quorum.QuorumView;
import dev.covey.runtime.quorum.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
        Tolerance tolerance = tolerance(nodes, quorum);
        if (tolerance.reached() < voters) {
            warnings.add(left(tolerance));
        }
        tolerance.fatalZones().forEach(zone -> warnings.add(zone(tolerance, zone)));
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

    /** By the states of the nodes: what the group itself sees may change with each heartbeat. */
    private static Tolerance tolerance(
            List<Resource<NodeSpec, NodeStatus>> nodes, QuorumView quorum) {
        Map<String, Resource<NodeSpec, NodeStatus>> byId =
                nodes.stream().collect(Collectors.toMap(Resource::id, Function.identity()));
        return new Tolerance(
                quorum.voters().stream()
                        .map(m -> vote(Optional.ofNullable(byId.get(m.node()))))
                        .toList());
    }

    private static Tolerance.Vote vote(Optional<Resource<NodeSpec, NodeStatus>> node) {
        boolean lost =
                node.flatMap(Resource::status)
                        .filter(s -> s.state() == NodeStatus.State.LOST)
                        .isPresent();
        return new Tolerance.Vote(node.map(n -> n.spec().zone()).orElse(""), !lost);
    }

    private static String left(Tolerance tolerance) {
        return "%d of %d voting masters are there: the cluster survives %s."
                .formatted(
                        tolerance.reached(),
                        tolerance.votes().size(),
                        tolerance.mayLose() == 0
                                ? "no further loss"
                                : "the loss of %d more".formatted(tolerance.mayLose()));
    }

    private static String zone(Tolerance tolerance, String zone) {
        return "%d of %d voting masters are in zone '%s': its loss stops the management."
                .formatted(tolerance.in(zone), tolerance.votes().size(), zone);
    }

    private Warnings() {}
}
