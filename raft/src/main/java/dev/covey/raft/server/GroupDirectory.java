package dev.covey.raft.server;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.raft.disk.DamagedFileException;
import dev.covey.raft.disk.LogCheck;
import dev.covey.raft.disk.StoredMembers;
import dev.covey.raft.seal.Judge;
import dev.covey.raft.seal.Seal;
import dev.covey.runtime.quorum.PeerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The directory that Ratis keeps for the group, looked at before Ratis does. */
record GroupDirectory(Path store, String cluster) {

    /** Refuses what Ratis would start as a group of its own: any other UUID as a directory. */
    void check() {
        try (Stream<Path> entries = Files.list(store)) {
            entries.map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals(cluster) && isUuid(name))
                    .findAny()
                    .ifPresent(this::refuse);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * Refuses files that are damaged or missing, and cuts an incomplete last record off the log.
     *
     * @return the last entry in it
     */
    long judge(Seal seal) {
        try {
            long last = new Judge(group(), seal.trace()).pass();
            LogCheck.judge(current());
            return last;
        } catch (DamagedFileException e) {
            throw StartFailure.damaged(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    Path group() {
        return store.resolve(cluster);
    }

    Path current() {
        return group().resolve("current");
    }

    private ProblemException unusable(IOException e) {
        return new ProblemException(
                new Problem.Failed("store_unusable", "Cannot read " + store + ": " + e));
    }

    private void refuse(String other) {
        throw new ProblemException(
                new Problem.Conflict(
                        "store_foreign",
                        "Expected only cluster %s in %s, but there is %s. Move it away."
                                .formatted(cluster, store, other)));
    }

    /** Whether this member is, as far as it last knew, the only voter: then it need not wait. */
    boolean soleVoter(String node, List<PeerSpec> founders) {
        try {
            return StoredMembers.read(current())
                    .map(members -> members.onlyVoter(node))
                    .orElse(founders.size() == 1);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static boolean isUuid(String name) {
        try {
            return UUID.fromString(name).toString().equals(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
