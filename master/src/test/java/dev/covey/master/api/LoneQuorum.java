package dev.covey.master.api;

import dev.covey.model.Endpoint;
import dev.covey.runtime.quorum.Member;
import dev.covey.runtime.quorum.PeerSpec;
import dev.covey.runtime.quorum.Quorum;
import dev.covey.runtime.quorum.QuorumView;
import dev.covey.runtime.quorum.Seat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A group that says what a test tells it. */
public final class LoneQuorum implements Quorum {

    /** Nodes that the lead was handed to. */
    public final List<String> transfers = new ArrayList<>();

    private final String self;
    private final List<String> standbys = new CopyOnWriteArrayList<>();

    /** A group of one, which leads. */
    public LoneQuorum(String self) {
        this.self = self;
    }

    /** Another voter. */
    public LoneQuorum standby(String node) {
        standbys.add(node);
        return this;
    }

    @Override
    public QuorumView view() {
        List<Member> members = new ArrayList<>();
        members.add(member(self, true));
        standbys.forEach(s -> members.add(member(s, false)));
        return new QuorumView(self, Optional.of(self), 4, 10, 10, members, false);
    }

    private static Member member(String node, boolean leads) {
        return new Member(
                PeerSpec.of(node, new Endpoint("127.0.0.1", 8445)),
                Seat.VOTER,
                leads,
                OptionalLong.of(0),
                Optional.of(Duration.ZERO));
    }

    @Override
    public CompletionStage<Void> transferLeadership(String node) {
        transfers.add(node);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> addLearner(PeerSpec peer) {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public boolean caughtUp(String node) {
        return true;
    }

    @Override
    public CompletionStage<Void> promote(Set<String> nodes) {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> remove(String node) {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> readdress(String node, List<Endpoint> addresses) {
        return CompletableFuture.completedStage(null);
    }
}
