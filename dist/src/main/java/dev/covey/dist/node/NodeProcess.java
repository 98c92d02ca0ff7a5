package dev.covey.dist.node;

import dev.covey.dist.directory.DataDirectory;
import dev.covey.dist.directory.NodeFile;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.pki.secretfile.SecretFile;
import dev.covey.raft.RaftStore;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The parts of one node: on a master the management, on every node an agent. */
final class NodeProcess implements RunningNode {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Surroundings around;
    private final Optional<MasterPart> master;
    private final AgentPart agent;
    private final Optional<Probes> probes;
    private final AtomicReference<@Nullable Problem> ended = new AtomicReference<>();

    NodeProcess(DataDirectory directory, NodeFile node, Path home) {
        SecretFile.delete(directory.ready());
        Clock clock = Clock.system();
        Ids ids = Ids.secure();
        Tasks tasks = new Tasks("node");
        Identity identity = new Identity(directory, node, clock, ids);
        around = new Surroundings(directory, node, identity, clock, ids, tasks);
        try (Closing closing = new Closing()) {
            closing.add(tasks);
            master =
                    node.master()
                            ? Optional.of(closing.add(MasterPart.start(around, home)))
                            : Optional.empty();
            agent = closing.add(AgentPart.start(around, this::end));
            probes = master.isEmpty() ? Probes.start(around, agent) : Optional.empty();
            master.map(MasterPart::store).ifPresent(store -> store.ended().thenAccept(this::end));
            closing.keep();
        }
    }

    /** The node cannot go on. */
    private void end(Problem why) {
        ended.compareAndSet(null, why);
    }

    @Override
    public void awaitReady(Duration bound) {
        long since = around.clock().nanos();
        while (!ready()) {
            throwIfEnded();
            if (around.clock().since(since).compareTo(bound) > 0) {
                throw new ProblemException(
                        new Problem.Unavailable(
                                "Expected the node to be ready within %d s, but %s."
                                        .formatted(bound.toSeconds(), missing()),
                                Duration.ofSeconds(5)));
            }
            Tasks.pause(LOOK_AGAIN);
        }
        SecretFile.write(around.directory().ready(), ProcessHandle.current().pid() + "\n");
    }

    /** A master can work once it knows a leader; any node once a master takes its heartbeats. */
    private boolean ready() {
        return (master.isEmpty() || led(master.get().store())) && agent.ready();
    }

    private static boolean led(RaftStore store) {
        return store.leadership().standing().leader().isPresent();
    }

    private String missing() {
        return master.isPresent() && !led(master.get().store())
                ? "no master leads: is a majority of the masters running?"
                : agent.why();
    }

    @Override
    public void awaitEndOr(CountDownLatch end) {
        while (end.getCount() > 0) {
            throwIfEnded();
            Tasks.pause(LOOK_AGAIN);
        }
    }

    private void throwIfEnded() {
        Problem why = ended.get();
        if (why != null) {
            throw new ProblemException(why);
        }
    }

    @Override
    public void close() {
        SecretFile.delete(around.directory().ready());
        probes.ifPresent(Probes::close);
        agent.close();
        master.ifPresent(MasterPart::close);
        around.tasks().close();
    }
}
