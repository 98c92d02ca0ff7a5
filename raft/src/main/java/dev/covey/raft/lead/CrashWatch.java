package dev.covey.raft.lead;

import dev.covey.runtime.store.Standing;
import dev.covey.runtime.task.Tasks;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out at once that the leader's process has ended, where a follower would wait for its
 * time-out. A follower keeps a call open that the leader never answers. If it breaks and nobody
 * listens any more where the leader did, the process is gone: one that is frozen, slow or cut off
 * does not refuse connections, and is left to the time-out. Then the followers stand for election
 * one after the other, by their ids, so that their votes are not split.
 *
 * <p>A wrong guess is harmless to what was written, as any election is: it costs the live leader
 * its place. Safe for use by many threads.
 */
public final class CrashWatch {

    private static final Logger LOG = LoggerFactory.getLogger(CrashWatch.class);

    /** Longer than an election takes where nothing stands in its way. */
    private static final Duration STAGGER = Duration.ofMillis(150);

    private static final String NOBODY = "";

    private final Sight sight;
    private final Tasks tasks;
    private final AtomicReference<String> attended = new AtomicReference<>(NOBODY);

    /** What a follower sees and can do. */
    public interface Sight {
        /** What this member is now, and whom it follows. */
        Standing standing();

        /** Ends with true when the connection to a node broke, with false when it need not have. */
        CompletionStage<Boolean> brokenLine(String node);

        /** Whether all addresses of a node refuse connections; may block for a moment. */
        boolean refuses(String node);

        /** How many other followers of a leader stand before this one. */
        int place(String leader);

        /** Stands for election in the place of a leader. */
        void stand(String leader);
    }

    /** Waits on threads of {@code tasks}. */
    public CrashWatch(Sight sight, Tasks tasks) {
        this.sight = sight;
        this.tasks = tasks;
    }

    /** Attends to the leader of now; to be repeated often. Cheap. */
    public void look() {
        String leader = followed().orElse(NOBODY);
        if (!leader.equals(attended.getAndSet(leader)) && !leader.equals(NOBODY)) {
            sight.brokenLine(leader)
                    .thenAccept(
                            broken -> {
                                attended.compareAndSet(leader, NOBODY);
                                if (broken) {
                                    tasks.execute(() -> broke(leader));
                                }
                            });
        }
    }

    private Optional<String> followed() {
        Standing now = sight.standing();
        return now.role() == Standing.Role.FOLLOWER ? now.leader() : Optional.empty();
    }

    private void broke(String leader) {
        if (follows(leader) && sight.refuses(leader)) {
            tasks.after(STAGGER.multipliedBy(sight.place(leader)), () -> replace(leader));
        }
    }

    private void replace(String leader) {
        if (follows(leader)) {
            LOG.info("the process of {}, which leads, has ended: stands for election", leader);
            sight.stand(leader);
        }
    }

    private boolean follows(String leader) {
        return followed().equals(Optional.of(leader));
    }
}
