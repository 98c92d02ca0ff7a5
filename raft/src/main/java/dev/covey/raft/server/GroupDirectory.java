package dev.covey.raft.server;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.raft.disk.DamagedFileException;
import dev.covey.raft.disk.LogCheck;
import dev.covey.runtime.quorum.PeerSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftConfigurationProto;

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

    /** Refuses a log that is damaged. */
    void judge() {
        try {
            LogCheck.judge(current());
        } catch (DamagedFileException e) {
            throw StartFailure.damaged(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private Path current() {
        return store.resolve(cluster).resolve("current");
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
        Path file = current().resolve("raft-meta.conf");
        if (!Files.exists(file)) {
            return founders.size() == 1;
        }
        try (InputStream in = Files.newInputStream(file)) {
            RaftConfigurationProto last = LogEntryProto.parseFrom(in).getConfigurationEntry();
            return last.getOldPeersCount() == 0
                    && last.getPeersCount() == 1
                    && last.getPeers(0).getId().toStringUtf8().equals(node);
        } catch (IOException e) {
            return false; // only how long it waits; Ratis judges the file itself
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
