package dev.covey.runtime.quorum;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A member, as one member sees it. Only the leader knows lag and contact.
 *
 * @param leads whether it is believed to lead
 * @param lag entries of the log that it lacks, as far as the leader knows
 * @param lastContact how long ago the leader last heard from it; zero for the leader itself
 */
public record Member(
        PeerSpec peer, Seat seat, boolean leads, OptionalLong lag, Optional<Duration> lastContact) {

    /** Its node id. */
    public String node() {
        return peer.node();
    }

    /** Whether it votes. */
    public boolean votes() {
        return seat == Seat.VOTER;
    }
}
