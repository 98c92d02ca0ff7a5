package dev.covey.raft.machine;

import dev.covey.kv.machine.BatchResult;
import dev.covey.kv.machine.Machine;
import dev.covey.runtime.time.Clock;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RoleInfoProto;
import org.apache.ratis.proto.RaftProtos.StateMachineLogEntryProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.util.LifeCycle;

/**
 * Applies Ratis's entries to the machine. It drives its own life cycle, which Ratis expects and
 * does not check: without it the installation of a snapshot kills a newcomer for good.
 */
public final class ReplicatedMachine extends BaseStateMachine {

    private final Machine machine;
    private final MachineEvents events;
    private final SnapshotDirectory directory = new SnapshotDirectory();
    private final SnapshotTaker snapshots;
    private volatile ByteString self = ByteString.EMPTY;

    /** Reports to {@code events} and writes snapshots on threads of the executor. */
    public ReplicatedMachine(
            Machine machine,
            MachineEvents events,
            SnapshotPolicy policy,
            Executor executor,
            Clock clock) {
        this.machine = machine;
        this.events = events;
        this.snapshots = new SnapshotTaker(policy, directory, executor, clock);
    }

    /** Entries of this client get their replies handed back. */
    public void answerTo(ByteString client) {
        self = client;
    }

    @Override
    public void initialize(RaftServer server, RaftGroupId group, RaftStorage storage)
            throws IOException {
        getLifeCycle()
                .startAndTransition(
                        () -> {
                            super.initialize(server, group, storage);
                            directory.init(storage);
                            load();
                        },
                        IOException.class);
    }

    @Override
    public void pause() {
        if (getLifeCycleState() == LifeCycle.State.RUNNING) {
            getLifeCycle().transition(LifeCycle.State.PAUSING);
            getLifeCycle().transition(LifeCycle.State.PAUSED);
        }
    }

    @Override
    public void reinitialize() throws IOException {
        load();
        if (getLifeCycleState() == LifeCycle.State.PAUSED) {
            getLifeCycle().transition(LifeCycle.State.STARTING);
            getLifeCycle().transition(LifeCycle.State.RUNNING);
        }
    }

    private void load() throws IOException {
        SnapshotDirectory.Loaded newest = directory.load();
        if (newest != null) {
            machine.restore(newest.state());
            setLastAppliedTermIndex(newest.at());
            snapshots.startFrom(newest.at().getIndex(), newest.bytes());
            events.restored(newest.at().getIndex(), newest.state());
        }
    }

    @Override
    public StateMachineStorage getStateMachineStorage() {
        return directory;
    }

    @Override
    public long takeSnapshot() {
        return snapshots.progress(machine.state(), getLastAppliedTermIndex());
    }

    @Override
    public CompletableFuture<Message> applyTransaction(TransactionContext context) {
        LogEntryProto entry = context.getLogEntry();
        StateMachineLogEntryProto body = entry.getStateMachineLogEntry();
        BatchResult result = apply(entry, body);
        updateLastAppliedTermIndex(entry.getTerm(), entry.getIndex());
        snapshots.logged(body.getLogData().size());
        events.applied(entry.getIndex(), result);
        Message answer =
                body.getClientId().equals(self) ? new Replies(result.replies()) : Message.EMPTY;
        return CompletableFuture.completedFuture(answer);
    }

    /** What is thrown here stops this member: one that skips an entry is no replica any more. */
    private BatchResult apply(LogEntryProto entry, StateMachineLogEntryProto body) {
        try {
            return machine.apply(entry.getTerm(), body.getLogData().toByteArray());
        } catch (RuntimeException e) {
            events.failed("entry " + entry.getIndex() + " of the log cannot be applied", e);
            throw e;
        }
    }

    @Override
    public void notifyTermIndexUpdated(long term, long index) {
        super.notifyTermIndexUpdated(term, index);
        events.passed(index);
    }

    @Override
    public void notifyLeaderReady() {
        events.leaderReady();
    }

    @Override
    public void notifyNotLeader(Collection<TransactionContext> pending) {
        events.notLeader();
    }

    @Override
    public void notifyLeaderChanged(RaftGroupMemberId member, RaftPeerId leader) {
        events.leaderChanged(Optional.ofNullable(leader).map(RaftPeerId::toString));
    }

    @Override
    public void notifyLogFailed(Throwable cause, LogEntryProto entry) {
        events.failed("the log cannot be written", cause);
    }

    @Override
    public void notifyServerShutdown(RoleInfoProto role, boolean whole) {
        events.shutDown();
    }
}
