package dev.covey.raft.seal;

import dev.covey.runtime.ids.Ids;

/**
 * One start of a member.
 *
 * @param instance what the directory was called when it was made; a copy has the same
 * @param number how often the directory was started; raised durably before each start
 * @param nonce drawn anew at each start: two starts of one number are two copies
 */
public record Start(String instance, long number, String nonce) {

    /** That of a directory which was never started. */
    static Start fresh(Ids ids) {
        return new Start(ids.id(), 0, "-");
    }

    /** The next one. */
    Start next(Ids ids) {
        return new Start(instance, number + 1, ids.id());
    }

    @Override
    public String toString() {
        return instance + " " + number + " " + nonce;
    }
}
