package dev.covey.simulation.store;

import dev.covey.kv.Claim;
import dev.covey.model.Endpoint;
import dev.covey.model.Ports;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.runtime.quorum.Member;
import dev.covey.runtime.quorum.PeerSpec;
import dev.covey.runtime.quorum.Quorum;
import dev.covey.runtime.quorum.QuorumView;
import dev.covey.runtime.quorum.Seat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The group as one member sees it. For one thread. */
public final class GroupDoor implements Quorum {

    private static final Duration TIME = Duration.ofMillis(50);

    private final String self;
    private final Group group;
    private boolean changing;

    /** The door of a member. */
    public GroupDoor(String self, Group group) {
        this.self = self;
        this.group = group;
    }

    /** Where a member listens for the others. */
    public static Endpoint address(String member) {
        return new Endpoint(member + ".example", Ports.at(Ports.DEFAULT_BASE).raft());
    }

    @Override
    public QuorumView view() {
        Claim claim = group.cluster().state(self).control().claim();
        boolean member = group.seat(self).isPresent();
        return new QuorumView(
                self,
                group.leader(),
                claim == null ? 0 : claim.epoch().term(),
                0,
                0,
                member ? group.members().stream().map(this::member).toList() : List.of(),
                changing);
    }

    private Member member(String name) {
        return new Member(
                PeerSpec.of(name, address(name)),
                group.seat(name).orElseThrow(),
                group.leader().equals(Optional.of(name)),
                OptionalLong.of(0),
                Optional.of(Duration.ZERO));
    }

    @Override
    public boolean caughtUp(String node) {
        return group.decides(self) && group.caughtUp(node);
    }

    @Override
    public CompletionStage<Void> transferLeadership(String node) {
        return change(Set.of(node), () -> group.leadIfAble(node));
    }

    @Override
    public CompletionStage<Void> addLearner(PeerSpec peer) {
        return change(Set.of(peer.node()), () -> group.seat(peer.node(), Seat.LEARNER));
    }

    @Override
    public CompletionStage<Void> promote(Set<String> nodes) {
        return change(
                nodes, () -> new TreeSet<>(nodes).forEach(node -> group.seat(node, Seat.VOTER)));
    }

    @Override
    public CompletionStage<Void> remove(String node) {
        return change(Set.of(), () -> group.unseat(node));
    }

    @Override
    public CompletionStage<Void> readdress(String node, List<Endpoint> addresses) {
        return change(Set.of(), () -> {});
    }

    /** Takes a moment; then it happens if this member still decides and those concerned answer. */
    private CompletionStage<Void> change(Set<String> concerned, Runnable what) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        changing = true;
        group.agenda()
                .after(
                        TIME,
                        self,
                        () -> {
                            changing = false;
                            end(answer, concerned, what);
                        });
        return answer;
    }

    private void end(CompletableFuture<Void> answer, Set<String> concerned, Runnable what) {
        if (!group.decides(self)) {
            answer.completeExceptionally(
                    new ProblemException(new Problem.Unknown("a change of the group")));
        } else if (concerned.stream().allMatch(node -> group.answers(node, self))) {
            what.run();
            answer.complete(null);
        } else {
            answer.completeExceptionally(
                    new ProblemException(
                            new Problem.Unavailable(
                                    "Expected "
                                            + String.join(", ", new TreeSet<>(concerned))
                                            + " to answer.",
                                    TIME)));
        }
    }
}
