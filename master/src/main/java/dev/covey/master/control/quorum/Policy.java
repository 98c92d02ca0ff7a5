package dev.covey.master.control.quorum;

import dev.covey.model.Endpoint;
import dev.covey.model.Link;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Resource;
import dev.covey.model.Role;
import dev.covey.runtime.quorum.Member;
import dev.covey.runtime.quorum.PeerSpec;
import dev.covey.runtime.quorum.QuorumView;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Says which change of the group is next. */
final class Policy {
    private final QuorumView group;
    private final Predicate<String> caughtUp;
    private final Map<String, Resource<NodeSpec, NodeStatus>> masters;

    Policy(
            QuorumView group,
            List<Resource<NodeSpec, NodeStatus>> nodes,
            Predicate<String> caughtUp) {
        this.group = group;
        this.caughtUp = caughtUp;
        this.masters =
                nodes.stream()
                        .filter(n -> n.spec().master() || n.spec().roles().contains(Role.WITNESS))
                        .collect(Collectors.toMap(Resource::id, Function.identity()));
    }

    /** The next change; none if the group is as it should be, or must be waited for. */
    Optional<Change> next() {
        if (group.changing() || group.members().isEmpty()) {
            return Optional.empty();
        }
        return removal().or(this::admission).or(this::promotion).or(this::readdressing);
    }

    private Optional<Change> removal() {
        List<String> former =
                group.members().stream()
                        .map(Member::node)
                        .filter(n -> !masters.containsKey(n))
                        .toList();
        Optional<Change> other =
                former.stream()
                        .filter(n -> !n.equals(group.self()))
                        .findFirst()
                        .map(Change.Remove::new);
        return former.isEmpty() ? Optional.empty() : other.or(this::handOver);
    }

    private Optional<Change> handOver() {
        return group.voters().stream()
                .filter(m -> !m.node().equals(group.self()) && isReady(m.node()))
                .filter(m -> master(m.node()).filter(n -> n.spec().master()).isPresent())
                .min(Comparator.comparingLong((Member m) -> m.lag().orElse(Long.MAX_VALUE)))
                .map(m -> new Change.HandOver(m.node()));
    }

    private Optional<Change> admission() {
        return masters.values().stream()
                .filter(n -> group.member(n.id()).isEmpty() && isReady(n.id()))
                .min(Comparator.comparing(Resource::id))
                .map(n -> new Change.Admit(new PeerSpec(n.id(), addresses(n.spec()))));
    }

    /**
     * An even number of voters survives no more than one less, so votes are given in pairs, or one
     * to make an even number odd.
     */
    private Optional<Change> promotion() {
        int voters = group.voters().size();
        List<String> able =
                group.members().stream()
                        .filter(m -> !m.votes() && isReady(m.node()) && caughtUp.test(m.node()))
                        .map(Member::node)
                        .sorted()
                        .toList();
        boolean even = voters % 2 == 0;
        if (able.size() < (even ? 1 : 2)) {
            return Optional.empty();
        }
        int together = voters == 1 ? 2 : 1;
        return Optional.of(new Change.Promote(Set.copyOf(able.subList(0, together))));
    }

    private Optional<Change> readdressing() {
        return group.members().stream().flatMap(m -> readdressing(m).stream()).findFirst();
    }

    private Optional<Change> readdressing(Member member) {
        return master(member.node())
                .map(n -> addresses(n.spec()))
                .filter(now -> !now.equals(member.peer().addresses()))
                .map(now -> new Change.Readdress(member.node(), now));
    }

    /** True if a member is on its way to a vote. */
    boolean isWaiting() {
        return group.changing() || group.members().stream().anyMatch(m -> !m.votes());
    }

    private Optional<Resource<NodeSpec, NodeStatus>> master(String node) {
        return Optional.ofNullable(masters.get(node));
    }

    private boolean isReady(String node) {
        return master(node)
                .flatMap(Resource::status)
                .filter(s -> s.state() == NodeStatus.State.READY)
                .isPresent();
    }

    private static List<Endpoint> addresses(NodeSpec spec) {
        return spec.links().stream()
                .sorted(
                        Comparator.comparingInt(Link::priority)
                                .reversed()
                                .thenComparingInt(Link::number))
                .map(link -> new Endpoint(link.address(), spec.ports().raft()))
                .distinct()
                .toList();
    }
}
