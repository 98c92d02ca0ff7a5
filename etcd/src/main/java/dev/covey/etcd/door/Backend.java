package dev.covey.etcd.door;

import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.quorum.Quorum;
import dev.covey.runtime.store.LeaderLine;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import java.util.List;

/**
 * The member that clients are served on.
 *
 * @param line how this member reaches the one that leads
 */
public record Backend(Store store, LeaderLine line, Quorum quorum, Place place, Machine machine) {

    /**
     * What clients are told of the member itself.
     *
     * @param cluster the id of the cluster
     * @param node the id of this node
     * @param name what people call it
     * @param clientUrls where clients reach it
     * @param peerScheme how members speak with each other: {@code http} or {@code https}
     * @param alone whether the database is all there is, so that its clients may change who the
     *     members are; on a master that is the management's business
     */
    public record Place(
            String cluster,
            String node,
            String name,
            List<String> clientUrls,
            String peerScheme,
            boolean alone) {
        /** Copies the list. */
        public Place {
            clientUrls = List.copyOf(clientUrls);
        }
    }

    /** What this machine lends: clock, threads, chance. */
    public record Machine(Clock clock, Tasks tasks, Ids ids) {}
}
