package dev.covey.dist.node;

import dev.covey.dist.directory.DataDirectory;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.pki.password.Passwords;
import dev.covey.pki.secretfile.SecretFile;
import dev.covey.raft.RaftStore;
import dev.covey.runtime.store.Outcome;
import dev.covey.runtime.task.Tasks;
import java.time.Duration;

/** Fills the database of a new cluster, once. Blocks. */
final class Founder {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final int LONGEST_PASSWORD = 1024;

    private final Surroundings around;
    private final RaftStore store;

    Founder(Surroundings around, RaftStore store) {
        this.around = around;
        this.store = store;
    }

    /** On the node that founded the cluster: waits until the database is filled. */
    void foundOnce() {
        if (!around.node().founder() || founded()) {
            return;
        }
        long since = around.clock().nanos();
        while (!founded()) {
            if (around.clock().since(since).compareTo(PATIENCE) > 0) {
                throw new ProblemException(
                        new Problem.Failed(
                                "founding",
                                "Expected the database to take its first rows within %d s, but it"
                                                .formatted(PATIENCE.toSeconds())
                                        + " does not. Is the disk slow or full?"));
            }
            if (store.leadership().standing().isActive()) {
                found();
            }
            // A founder of old that came back empty-handed waits here to be brought up to date.
            Tasks.pause(LOOK_AGAIN);
        }
    }

    private boolean founded() {
        return !store.view().list("r/cluster/").isEmpty();
    }

    private void found() {
        DataDirectory directory = around.directory();
        String password =
                SecretFile.readText(directory.adminPassword(), LONGEST_PASSWORD)
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                new Problem.Failed(
                                                        "founding",
                                                        "Expected the first password in "
                                                                + directory.adminPassword()
                                                                + ", but it is gone. Found the"
                                                                + " cluster anew.")))
                        .strip();
        String hash = new Passwords(around.ids()::secret).hash(password);
        Genesis.of(
                        store.view(),
                        around.node(),
                        around.identity().current().key().pin(),
                        hash,
                        around.clock().instant(),
                        around.ids())
                .ifPresent(
                        transaction -> {
                            Outcome _ = store.commit(transaction).toCompletableFuture().join();
                        });
    }
}
