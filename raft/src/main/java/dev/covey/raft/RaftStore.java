package dev.covey.raft;

import dev.covey.kv.KeyRange;
import dev.covey.kv.Reply;
import dev.covey.kv.Request;
import dev.covey.kv.Space;
import dev.covey.kv.machine.Machine;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.raft.commit.Announced;
import dev.covey.raft.commit.GroupCommit;
import dev.covey.raft.lead.Applied;
import dev.covey.raft.lead.Confirmation;
import dev.covey.raft.lead.CrashWatch;
import dev.covey.raft.lead.Reign;
import dev.covey.raft.lead.TermWatch;
import dev.covey.raft.machine.ReplicatedMachine;
import dev.covey.raft.peer.Guests;
import dev.covey.raft.peer.MemberTls;
import dev.covey.raft.peer.PeerDoor;
import dev.covey.raft.peer.PeerLines;
import dev.covey.raft.peer.Speaker;
import dev.covey.raft.seal.Clearance;
import dev.covey.raft.server.RatisMember;
import dev.covey.raft.server.Timing;
import dev.covey.runtime.quorum.PeerIds;
import dev.covey.runtime.quorum.Quorum;
import dev.covey.runtime.store.Answer;
import dev.covey.runtime.store.Batch;
import dev.covey.runtime.store.LeaderLine;
import dev.covey.runtime.store.Leadership;
import dev.covey.runtime.store.MachineView;
import dev.covey.runtime.store.Standing;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.UnavailableException;
import dev.covey.runtime.store.View;
import dev.covey.runtime.store.Watch;
import dev.covey.runtime.store.Watches;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A member of the replicated store: the machine on a Raft log, with mutual TLS and a durable log.
 * Answers come on virtual threads of its own.
 */
public final class RaftStore implements Store, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RaftStore.class);
    private static final Duration LOOK_AROUND = Duration.ofMillis(100);
    private static final Duration PATROL = Duration.ofMinutes(1);
    private static final Duration NOTE = Duration.ofSeconds(1);

    private final Tasks tasks;
    private final Machine machine = new Machine();
    private final GroupCommit commits;
    private final Watches watches;
    private final PeerLines lines;
    private final Helm helm;
    private final Confirmation confirmation;
    private final ConfirmedReads reads;
    private final RaftLine line;
    private final TermWatch terms;
    private final CrashWatch crashes;
    private final AtomicReference<@Nullable RatisMember> member = new AtomicReference<>();
    private final RaftQuorum quorum;
    private final Clearance clearance;
    private volatile BiFunction<String, byte[], CompletionStage<byte[]>> knocks =
            (node, question) ->
                    CompletableFuture.failedFuture(new UnavailableException("Nobody is let in."));

    /**
     * Starts a member. Returns once it takes part, which may be before there is a leader.
     *
     * @throws ProblemException if it cannot start: data of another node, damaged files, a port that
     *     is taken
     */
    public static RaftStore start(RaftConfig config, MemberTls tls, Clock clock) {
        RaftStore store = new RaftStore(config, tls, clock);
        try {
            store.launch(config, tls, clock);
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private RaftStore(RaftConfig config, MemberTls tls, Clock clock) {
        Timing timing = config.habits().timing();
        Duration call = timing.electionMost().multipliedBy(2);
        tasks = new Tasks("raft-" + config.node());
        lines = new PeerLines(tls, new Speaker(config.cluster(), config.node()), clock);
        watches = new Watches(machine::state, tasks);
        commits =
                new GroupCommit(
                        new Announced(this::append, this::announce, tasks::after, clock::nanos),
                        tasks,
                        GroupCommit.Bound.USUAL);
        Applied applied = new Applied(tasks);
        helm = new Helm(config.node(), commits, applied, watches, machine::state, tasks);
        Voters voters = new Voters(call);
        confirmation = new Confirmation(config.node(), voters, tasks);
        line = new RaftLine(config.node(), helm::standing, lines);
        terms = new TermWatch(config.node(), voters, () -> stepDown(call));
        reads =
                new ConfirmedReads(
                        confirmation,
                        applied,
                        helm::standing,
                        machine,
                        lines,
                        new ConfirmedReads.Patience(timing.patience(), call, clock, tasks));
        quorum = new RaftQuorum(config.node(), helm, lines, timing, tasks, config.habits().gone());
        crashes = new CrashWatch(new Followed(), tasks);
        clearance =
                new Clearance(
                        config.node(),
                        new Group(member::get),
                        lines,
                        timing.electionMost().multipliedBy(3),
                        new Clearance.Timer(tasks, clock),
                        helm::end);
    }

    private void launch(RaftConfig config, MemberTls tls, Clock clock) {
        RatisMember running =
                RatisMember.start(
                        new RatisMember.Place(
                                config.cluster(),
                                config.node(),
                                config.listen(),
                                config.directory()),
                        new RatisMember.Face(
                                tls,
                                new PeerDoor(new Door(), config.cluster(), clock),
                                new Known(config.habits()),
                                clearance::cleared),
                        config.birth(),
                        config.habits().timing(),
                        new ReplicatedMachine(
                                machine,
                                helm,
                                config.habits().snapshots(),
                                tasks::executeHeavy,
                                clock));
        member.set(running);
        quorum.aboard(running);
        clearance.begin(running.seal(), running.lastAtStart());
        helm.aboard(running.division());
        helm.ended().thenAcceptAsync(this::stopBecause, tasks);
        tasks.every(LOOK_AROUND, this::lookAround);
        tasks.every(NOTE, this::note);
        tasks.every(PATROL, this::patrol);
        tasks.every(config.habits().timing().electionMost().multipliedBy(2), terms::look);
    }

    private void lookAround() {
        helm.look();
        quorum.learnAddresses();
        crashes.look();
    }

    private boolean announce() {
        return Optional.ofNullable(member.get()).map(RatisMember::announce).orElse(true);
    }

    private void note() {
        RatisMember running = member.get();
        if (running != null) {
            running.note();
        }
    }

    private void patrol() {
        Optional.ofNullable(member.get()).flatMap(RatisMember::patrol).ifPresent(helm::end);
    }

    private void stepDown(Duration patience) {
        RatisMember running = member.get();
        if (running != null) {
            tasks.execute(() -> running.stepDown(patience));
        }
    }

    private CompletionStage<List<Reply>> append(byte[] batch) {
        RatisMember running = member.get();
        return running == null
                ? CompletableFuture.failedFuture(new IllegalStateException("not running"))
                : running.append(batch);
    }

    @Override
    public View view() {
        return new MachineView(machine.state());
    }

    @Override
    public CompletionStage<View> confirmedView() {
        return reads.view();
    }

    @Override
    public CompletionStage<Answer> execute(Request request) {
        return commits.add(request);
    }

    @Override
    public Watch watch(Space space, KeyRange keys, long after, Consumer<Batch> consumer) {
        return watches.open(space, keys, after, consumer);
    }

    @Override
    public Watch watch(
            Space space, KeyRange keys, long after, Consumer<Batch> consumer, Executor on) {
        return watches.open(space, keys, after, consumer, on);
    }

    @Override
    public Leadership leadership() {
        return new RaftLeadership(helm, reads);
    }

    /** The line to the member that leads. */
    public LeaderLine leaderLine() {
        return line;
    }

    /** Says who answers nodes that ask to be let in: by name and with what they say. */
    public void onKnock(BiFunction<String, byte[], CompletionStage<byte[]>> answers) {
        knocks = answers;
    }

    /** The membership of the group. */
    public Quorum quorum() {
        return quorum;
    }

    /**
     * Ends with the reason if this member cannot go on by itself: its disk failed, its data is
     * damaged, or it was taken out of the group. It has stopped then; close it.
     */
    public CompletionStage<Problem> ended() {
        return helm.ended();
    }

    private void stopBecause(Problem why) {
        LOG.error("this member stops: {}", why.message());
        stop();
    }

    private void stop() {
        clearance.close();
        RatisMember running = member.getAndSet(null);
        if (running != null) {
            running.close();
        }
    }

    /** Ends the member; blocks until its files are closed. What is under way becomes unknown. */
    @Override
    public void close() {
        helm.closing();
        watches.close();
        stop();
        lines.close();
        tasks.close();
    }

    private final class Voters implements Confirmation.Electors {
        private final Duration patience;

        Voters(Duration patience) {
            this.patience = patience;
        }

        @Override
        public Optional<Reign> reign() {
            return helm.reign();
        }

        @Override
        public CompletionStage<Long> termOf(String voter) {
            return lines.call(voter, PeerDoor.TERM, PeerDoor.bytes(0), patience)
                    .thenApply(PeerDoor::number);
        }
    }

    private final class Followed implements CrashWatch.Sight {
        @Override
        public Standing standing() {
            return helm.standing();
        }

        @Override
        public CompletionStage<Boolean> brokenLine(String node) {
            return lines.brokenLine(node);
        }

        @Override
        public boolean refuses(String node) {
            return PeerLines.refused(node);
        }

        @Override
        public int place(String leader) {
            return quorum.place(leader);
        }

        @Override
        public void stand(String leader) {
            RatisMember running = member.get();
            if (running != null) {
                running.standInPlaceOf(leader);
            }
        }
    }

    private final class Known implements Guests {
        private final RaftConfig.Habits habits;

        Known(RaftConfig.Habits habits) {
            this.habits = habits;
        }

        @Override
        public boolean mayCall(String node) {
            return quorum.knowsNode(node) || habits.admits().test(node);
        }

        @Override
        public boolean maySend(String peer) {
            return quorum.knows(peer)
                    || (habits.admits().test(PeerIds.name(peer)) && !habits.gone().test(peer));
        }
    }

    private final class Door implements PeerDoor.Answers {
        @Override
        public long term() {
            return helm.term();
        }

        @Override
        public CompletionStage<Long> index() {
            return confirmation.confirm();
        }

        @Override
        public CompletionStage<byte[]> asked(byte[] question) {
            return line.asked(question);
        }

        @Override
        public boolean cleared() {
            return clearance.cleared();
        }

        @Override
        public CompletionStage<byte[]> hello(String from, byte[] hello) {
            return clearance.hello(from, hello);
        }

        @Override
        public byte[] who() {
            return clearance.who();
        }

        @Override
        public CompletionStage<byte[]> knocked(String node, byte[] question) {
            return knocks.apply(node, question);
        }

        @Override
        public void dismissed(String by, long index) {
            quorum.dismissed(by, index);
        }
    }
}
