package dev.covey.simulation.store;

import dev.covey.kv.Claim;
import dev.covey.model.Endpoint;
import dev.covey.model.Ports;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The group as one member sees it. Its members are the same from beginning to end. */
public final class GroupDoor implements Quorum {

    private final String self;
    private final Group group;

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
        return new QuorumView(
                self,
                group.leader(),
                claim == null ? 0 : claim.epoch().term(),
                0,
                0,
                group.members().stream().map(this::member).toList(),
                false);
    }

    private Member member(String name) {
        return new Member(
                PeerSpec.of(name, address(name)),
                Seat.VOTER,
                group.leader().equals(Optional.of(name)),
                OptionalLong.of(0),
                Optional.of(Duration.ZERO));
    }

    @Override
    public boolean caughtUp(String node) {
        return true;
    }

    @Override
    public CompletionStage<Void> transferLeadership(String node) {
        group.lead(node);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> addLearner(PeerSpec peer) {
        return refused();
    }

    @Override
    public CompletionStage<Void> promote(Set<String> nodes) {
        return refused();
    }

    @Override
    public CompletionStage<Void> remove(String node) {
        return refused();
    }

    @Override
    public CompletionStage<Void> readdress(String node, List<Endpoint> addresses) {
        return refused();
    }

    private static CompletionStage<Void> refused() {
        return CompletableFuture.failedStage(
                new UnsupportedOperationException("the members of a simulated group never change"));
    }
}
