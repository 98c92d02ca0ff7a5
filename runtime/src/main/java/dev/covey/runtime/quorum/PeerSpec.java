package dev.covey.runtime.quorum;

import dev.covey.model.Check;
import dev.covey.model.Endpoint;
import java.util.List;

/**
 * A member as the group knows it.
 *
 * @param node its id, see {@link PeerIds}: its certificate must carry the name in it
 * @param addresses where it listens for the group, best first; 1 to 8
 */
public record PeerSpec(String node, List<Endpoint> addresses) {

    /** The most addresses a member may have: one for each link. */
    public static final int MOST_ADDRESSES = 8;

    public PeerSpec {
        addresses = List.copyOf(addresses);
        PeerIds.check("node", node);
        Check.range("addresses", addresses.size(), 1, MOST_ADDRESSES);
    }

    /** A member with one address. */
    public static PeerSpec of(String node, Endpoint address) {
        return new PeerSpec(node, List.of(address));
    }
}
