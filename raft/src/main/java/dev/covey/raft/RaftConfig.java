package dev.covey.raft;

import dev.covey.model.Check;
import dev.covey.model.Endpoint;
import dev.covey.raft.machine.SnapshotPolicy;
import dev.covey.raft.server.Birth;
import dev.covey.raft.server.Timing;
import dev.covey.runtime.quorum.PeerIds;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What a member must be told.
 *
 * @param cluster the id of the cluster, a UUID
 * @param node the id of this member; its certificate must carry the name in it
 * @param listen the address to bind
 * @param directory where this member keeps its log and snapshots, and nobody else anything
 * @param birth what to do if the directory is empty
 * @param habits what may be left as it is
 */
public record RaftConfig(
        String cluster, String node, Endpoint listen, Path directory, Birth birth, Habits habits) {

    public RaftConfig {
        Check.that(
                UUID.fromString(cluster).toString().equals(cluster), "cluster", "a UUID", cluster);
        PeerIds.check("node", node);
    }

    /**
     * What may be left as it is.
     *
     * @param admits which nodes may speak to this member although its own copy of the membership
     *     does not name them: it may be outdated
     * @param gone which ids of members were taken away, as far as this member knows
     */
    public record Habits(
            Timing timing,
            SnapshotPolicy snapshots,
            Predicate<String> admits,
            Predicate<String> gone) {

        /** Where nobody comes back under a name that was somebody's. */
        public Habits(Timing timing, SnapshotPolicy snapshots, Predicate<String> admits) {
            this(timing, snapshots, admits, any -> false);
        }

        /** For a local network. */
        public static Habits usual(Predicate<String> admits) {
            return new Habits(Timing.LAN, SnapshotPolicy.USUAL, admits);
        }
    }
}
