package dev.covey.raft;

import dev.covey.kv.Claim;
import dev.covey.kv.Command;
import dev.covey.kv.Request;
import dev.covey.kv.machine.BatchResult;
import dev.covey.kv.machine.State;
import dev.covey.model.Epoch;
import dev.covey.model.Problem;
import dev.covey.raft.commit.GroupCommit;
import dev.covey.raft.lead.Applied;
import dev.covey.raft.lead.Reign;
import dev.covey.raft.machine.MachineEvents;
import dev.covey.runtime.store.Standing;
import dev.covey.runtime.store.Standings;
import dev.covey.runtime.store.Wakeup;
import dev.covey.runtime.store.Watches;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.RaftServer.Division;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the machine and Ratis: claims the leadership when elected, opens and shuts the way to the
 * log, and knows the own epoch. What Ratis calls only takes notes; {@link #look} draws the
 * conclusions, as often as it likes.
 */
final class Helm implements MachineEvents {

    private static final Logger LOG = LoggerFactory.getLogger(Helm.class);

    private final String node;
    private final GroupCommit commits;
    private final Applied applied;
    private final Watches watches;
    private final Supplier<State> states;
    private final Standings standings;
    private final Wakeup wakeup;
    private final CompletableFuture<Problem> ended = new CompletableFuture<>();
    private volatile @Nullable Division division;
    private volatile @Nullable Epoch epoch;
    private volatile boolean transferring;
    private volatile boolean closing;
    private volatile boolean claiming;

    Helm(
            String node,
            GroupCommit commits,
            Applied applied,
            Watches watches,
            Supplier<State> states,
            Executor executor) {
        this.node = node;
        this.commits = commits;
        this.applied = applied;
        this.watches = watches;
        this.states = states;
        this.standings = new Standings(this::standing, executor);
        this.wakeup = new Wakeup(executor, this::conclude);
    }

    /** Ratis runs: from now on it can be asked. */
    void aboard(Division running) {
        division = running;
        look();
    }

    /** Draws conclusions soon. Cheap; safe under any lock. */
    void look() {
        wakeup.wake();
    }

    Standings standings() {
        return standings;
    }

    /** Ends with the reason when this member cannot go on. */
    CompletionStage<Problem> ended() {
        return ended;
    }

    /** What ends now ends on purpose. */
    void closing() {
        closing = true;
        resign(Optional.empty());
    }

    Standing standing() {
        Division running = division;
        return running == null || ended.isDone() || !running.getInfo().isAlive()
                ? Standing.NONE
                : standing(running.getInfo());
    }

    private Standing standing(DivisionInfo info) {
        Optional<String> leader = leader(info);
        Standing.Role role =
                switch (info.getCurrentRole()) {
                    case LEADER -> Standing.Role.LEADER;
                    case LISTENER -> Standing.Role.LEARNER;
                    case FOLLOWER ->
                            leader.isPresent() ? Standing.Role.FOLLOWER : Standing.Role.NONE;
                    case CANDIDATE, UNRECOGNIZED -> Standing.Role.NONE;
                };
        return new Standing(role, reign(info), leader);
    }

    private static Optional<String> leader(DivisionInfo info) {
        return Optional.ofNullable(info.getLeaderId()).map(Object::toString);
    }

    private Optional<Epoch> reign(DivisionInfo info) {
        Epoch own = epoch;
        return own != null && info.isLeader() && info.getCurrentTerm() == own.term()
                ? Optional.of(own)
                : Optional.empty();
    }

    /** The term of this member; below every real one before it runs. */
    long term() {
        Division running = division;
        return running == null ? -1 : running.getInfo().getCurrentTerm();
    }

    /** What must be confirmed; empty unless this member leads with its claim applied. */
    Optional<Reign> reign() {
        Division running = division;
        return running == null
                ? Optional.empty()
                : reign(running.getInfo())
                        .map(
                                own ->
                                        new Reign(
                                                own.term(),
                                                running.getRaftLog().getLastCommittedIndex(),
                                                electorates(running.getRaftConf())));
    }

    private static List<Set<String>> electorates(RaftConfiguration members) {
        Set<String> now = ids(members.getCurrentPeers());
        Set<String> before = ids(members.getPreviousPeers());
        return before.isEmpty() ? List.of(now) : List.of(now, before);
    }

    private static Set<String> ids(Collection<RaftPeer> peers) {
        return peers.stream().map(peer -> peer.getId().toString()).collect(Collectors.toSet());
    }

    /** Keeps requests waiting while the leadership is handed over; ends when none is under way. */
    CompletionStage<Void> hold() {
        transferring = true;
        return commits.hold();
    }

    /** The leadership was handed over or is kept: what waits goes on. */
    void release() {
        transferring = false;
        look();
    }

    /** Nothing here trusts that Ratis tells of every change, or in which order. */
    private void conclude() {
        Division running = division;
        if (running == null) {
            return;
        }
        DivisionInfo info = running.getInfo();
        if (closing || !info.isAlive() || !info.isLeader()) {
            resign(leader(info).filter(leader -> !leader.equals(node)));
        } else if (info.isLeaderReady()) {
            lead(info.getCurrentTerm());
        }
        standings.changed();
    }

    private void lead(long term) {
        Control now = Control.of(states.get());
        boolean claimed =
                now.claim() != null
                        && now.claim().node().equals(node)
                        && now.claim().epoch().term() == term;
        if (claimed && transferring) {
            return;
        }
        epoch = claimed ? new Epoch(now.incarnation(), term) : null;
        // Late news of an earlier leader shuts the way behind a claim: claiming again opens it.
        if (!claimed || !commits.open()) {
            claim(new Claim(node, new dev.covey.kv.Epoch(now.incarnation(), term)));
        }
    }

    private record Control(long incarnation, @Nullable Claim claim) {
        static Control of(State state) {
            return new Control(state.control().incarnation(), state.control().claim());
        }
    }

    private void claim(Claim claim) {
        epoch = null;
        if (claiming) {
            return;
        }
        claiming = true;
        LOG.info("{} claims the leadership in epoch {}", node, claim.epoch());
        commits.claim(Request.of(new Command.TakeOver(claim)))
                .whenComplete(
                        (answer, failure) -> {
                            LOG.debug("the claim was answered with {}", answer, failure);
                            claimAnswered();
                        });
    }

    private void claimAnswered() {
        claiming = false;
        look();
    }

    private void resign(Optional<String> leader) {
        epoch = null;
        commits.close(leader);
    }

    @Override
    public void applied(long index, BatchResult result) {
        watches.published(result.commits());
        applied.reached(index);
    }

    @Override
    public void passed(long index) {
        applied.reached(index);
    }

    @Override
    public void restored(long index, State state) {
        watches.restored();
        applied.reached(index);
    }

    @Override
    public void leaderReady() {
        look();
    }

    @Override
    public void notLeader() {
        resign(Optional.empty());
        look();
    }

    @Override
    public void leaderChanged(Optional<String> leader) {
        if (!leader.equals(Optional.of(node))) {
            resign(leader);
        }
        look();
    }

    @Override
    public void failed(String why, Throwable cause) {
        LOG.error("this member cannot go on: {}", why, cause);
        end(new Problem.Failed("store_failed", "The store cannot go on: " + why + ": " + cause));
    }

    @Override
    public void shutDown() {
        if (!closing) {
            end(new Problem.Conflict("store_ended", "This member was taken out of its group."));
        }
    }

    void end(Problem why) {
        resign(Optional.empty());
        ended.complete(why);
        standings.changed();
    }
}
