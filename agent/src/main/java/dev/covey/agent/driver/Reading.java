package dev.covey.agent.driver;

import java.util.Map;
import java.util.Set;

/**
 * What a core says it has carried so far. All counters only grow while the core lives.
 *
 * @param core identity of the running core, new at each of its starts
 * @param users payload bytes by user number
 * @param inbounds what the inbounds carried and whom
 */
public record Reading(String core, Map<Long, Bytes> users, Map<String, Load> inbounds) {

    /**
     * Counted bytes.
     *
     * @param up from the user
     * @param down to the user
     */
    public record Bytes(long up, long down) {

        /** Nothing. */
        public static final Bytes NONE = new Bytes(0, 0);

        /** The sum. */
        public Bytes plus(Bytes other) {
            return new Bytes(up + other.up, down + other.down);
        }
    }

    /**
     * An inbound's share.
     *
     * @param bytes in both directions, protocol included
     * @param users with a connection now
     */
    public record Load(long bytes, Set<Long> users) {}

    public Reading {
        users = Map.copyOf(users);
        inbounds = Map.copyOf(inbounds);
    }
}
