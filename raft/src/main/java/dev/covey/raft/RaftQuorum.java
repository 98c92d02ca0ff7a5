package dev.covey.raft;

import dev.covey.model.Endpoint;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.raft.member.ChangeFailure;
import dev.covey.raft.member.Lookout;
import dev.covey.raft.member.Roster;
import dev.covey.raft.member.Rules;
import dev.covey.raft.peer.AddressBook;
import dev.covey.raft.peer.PeerDoor;
import dev.covey.raft.peer.PeerLines;
import dev.covey.raft.server.Peers;
import dev.covey.raft.server.RatisMember;
import dev.covey.raft.server.Timing;
import dev.covey.runtime.quorum.PeerIds;
import dev.covey.runtime.quorum.PeerSpec;
import dev.covey.runtime.quorum.Quorum;
import dev.covey.runtime.quorum.QuorumView;
import dev.covey.runtime.quorum.Seat;
import dev.covey.runtime.task.Tasks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftConfiguration;
import org.jspecify.annotations.Nullable;

/** The membership of the group as this member sees and changes it. */
final class RaftQuorum implements Quorum {

    private final String self;
    private final Helm helm;
    private final PeerLines lines;
    private final Timing timing;
    private final Tasks tasks;
    private final Predicate<String> gone;
    private volatile @Nullable RatisMember member;

    RaftQuorum(
            String self,
            Helm helm,
            PeerLines lines,
            Timing timing,
            Tasks tasks,
            Predicate<String> gone) {
        this.self = self;
        this.helm = helm;
        this.lines = lines;
        this.timing = timing;
        this.tasks = tasks;
        this.gone = gone;
    }

    void aboard(RatisMember running) {
        member = running;
        learnAddresses();
    }

    /** Writes down where the members listen, as far as this one knows; told again and again. */
    void learnAddresses() {
        members().map(Roster::everybody).orElse(List.of()).stream()
                .filter(peer -> peer.getClientAddress() != null)
                .map(Peers::fromRatis)
                .forEach(peer -> AddressBook.shared().tell(peer.node(), peer.addresses()));
    }

    /** Whether this member's own copy of the membership names a member. */
    boolean knows(String peer) {
        RaftPeerId id = RaftPeerId.valueOf(peer);
        return ids().anyMatch(id::equals);
    }

    /** Whether this member's own copy of the membership names a member of a node. */
    boolean knowsNode(String node) {
        return ids().anyMatch(id -> PeerIds.name(id.toString()).equals(node));
    }

    private Stream<RaftPeerId> ids() {
        return members().stream()
                .flatMap(all -> Roster.everybody(all).stream())
                .map(RaftPeer::getId);
    }

    /** How many voters but the leader come before this one, by their ids. */
    int place(String leader) {
        return (int)
                view().members().stream()
                        .filter(each -> each.seat() == Seat.VOTER)
                        .map(each -> each.peer().node())
                        .filter(node -> !node.equals(leader) && node.compareTo(self) < 0)
                        .count();
    }

    private Optional<RaftConfiguration> members() {
        return Optional.ofNullable(member).map(running -> running.division().getRaftConf());
    }

    /** A member that knows better says that this one was taken out. */
    void dismissed(String by, long index) {
        boolean newer = members().filter(own -> own.getLogEntryIndex() <= index).isPresent();
        if (newer && knowsNode(by)) {
            helm.end(
                    new Problem.Conflict(
                            "removed",
                            "This member was removed from its cluster. To come back it needs a new"
                                    + " identity and an empty directory."));
        }
    }

    @Override
    public QuorumView view() {
        RatisMember running = member;
        return running == null
                ? new QuorumView(self, Optional.empty(), 0, 0, 0, List.of(), false)
                : new Lookout(self, running.division()).view();
    }

    @Override
    public boolean caughtUp(String node) {
        return view().member(node).filter(rules()::keepsUp).isPresent();
    }

    private Rules rules() {
        return new Rules(timing.electionMost());
    }

    @Override
    public CompletionStage<Void> addLearner(PeerSpec peer) {
        return change(
                (roster, view) -> {
                    rules().mayBeAdded(peer, roster, view);
                    mustBeNew(peer.node(), roster);
                    AddressBook.shared().tell(peer.node(), peer.addresses());
                    return roster.has(peer.node()) ? roster : roster.withLearner(peer);
                });
    }

    private void mustBeNew(String peer, Roster roster) {
        if (!roster.has(peer) && gone.test(peer)) {
            throw new ProblemException(
                    new Problem.Conflict(
                            "removed",
                            "Expected a member with a new id, but '%s' was removed. Let it come in"
                                            .formatted(peer)
                                    + " again under a new identity."));
        }
    }

    @Override
    public CompletionStage<Void> promote(Set<String> nodes) {
        return change(
                (roster, view) -> {
                    rules().mayBePromoted(nodes, roster, view);
                    return roster.promoted(nodes);
                });
    }

    @Override
    public CompletionStage<Void> remove(String node) {
        return change(
                        (roster, view) -> {
                            rules().mayBeRemoved(node, roster, view);
                            return roster.without(node);
                        })
                .thenRun(() -> dismiss(node));
    }

    /** It is not told by Raft: it would stand for election for ever. */
    private void dismiss(String node) {
        members()
                .ifPresent(
                        now -> {
                            byte[] index = PeerDoor.bytes(now.getLogEntryIndex());
                            lines.tell(node, PeerDoor.DISMISS, index, timing.electionMost());
                        });
    }

    @Override
    public CompletionStage<Void> readdress(String node, List<Endpoint> addresses) {
        PeerSpec peer = new PeerSpec(node, addresses);
        return change(
                (roster, view) -> {
                    rules().mustBeThere(node, roster);
                    AddressBook.shared().tell(node, addresses);
                    return roster.readdressed(peer);
                });
    }

    @Override
    public CompletionStage<Void> transferLeadership(String node) {
        return asLeader(
                (running, roster, view) -> {
                    if (node.equals(self)) {
                        return already();
                    }
                    rules().mayLead(node, roster, view);
                    return new Handover(running, node, timing.electionMost().multipliedBy(4), tasks)
                            .after(helm.hold())
                            .whenComplete((ok, failure) -> helm.release());
                });
    }

    private CompletionStage<Void> change(Change change) {
        return asLeader(
                (running, roster, view) -> {
                    Roster next = change.of(roster, view);
                    return next.equals(roster)
                            ? already()
                            : judged(running.configure(roster.to(next)), tasks);
                });
    }

    private static CompletionStage<Void> already() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        done.complete(null);
        return done;
    }

    /** What is left of an answer is whether there was success. */
    private static CompletionStage<Void> judged(CompletionStage<RaftClientReply> asked, Tasks on) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        return asked.handleAsync(ChangeFailure::of, on)
                .thenCompose(
                        problem -> {
                            if (problem.isPresent()) {
                                result.completeExceptionally(new ProblemException(problem.get()));
                            } else {
                                result.complete(null);
                            }
                            return result;
                        });
    }

    /** Ratis may block while it takes a request, so it is asked on a thread of its own. */
    private CompletionStage<Void> asLeader(Step step) {
        CompletableFuture<CompletionStage<Void>> asked = new CompletableFuture<>();
        tasks.execute(
                () -> {
                    try {
                        asked.complete(take(step));
                    } catch (RuntimeException e) {
                        asked.completeExceptionally(e);
                    }
                });
        return asked.thenCompose(stage -> stage);
    }

    private CompletionStage<Void> take(Step step) {
        RatisMember running = member;
        if (running == null || !running.division().getInfo().isLeader()) {
            throw new ProblemException(ChangeFailure.notLeader());
        }
        return step.take(running, Roster.of(running.division().getRaftConf()), view());
    }

    @FunctionalInterface
    private interface Change {
        Roster of(Roster roster, QuorumView view);
    }

    @FunctionalInterface
    private interface Step {
        CompletionStage<Void> take(RatisMember running, Roster roster, QuorumView view);
    }
}
