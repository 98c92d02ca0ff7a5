package dev.covey.master.subscription.profile;

import dev.covey.master.rows.Counter;
import dev.covey.model.UserSpec;
import dev.covey.model.UserStatus.State;
import java.time.Instant;
import java.util.Optional;

/**
 * How a user's account stands, told from what was counted and the time, not from the status that
 * follows them a moment later.
 *
 * @param upload bytes that count against the limit, from the user
 * @param download bytes that count against the limit, to the user
 * @param limit in bytes; 0 for none
 * @param expiresAt cluster time; absent for never
 */
public record Account(
        State state, long upload, long download, long limit, Optional<Instant> expiresAt) {

    /** The account at a moment of cluster time. */
    public static Account of(UserSpec spec, Counter counter, Instant now) {
        long used = counter.used(spec.usedOffsetBytes());
        long upload = share(used, counter);
        return new Account(
                state(spec, used, now),
                upload,
                used - upload,
                spec.dataLimitBytes(),
                spec.expiresAt());
    }

    /**
     * What counts against the limit is weighted and reset as a whole; its parts keep their ratio.
     */
    private static long share(long used, Counter counter) {
        double both = (double) counter.up() + counter.down();
        return both <= 0 ? 0 : Math.clamp(Math.round(used * (counter.up() / both)), 0, used);
    }

    private static State state(UserSpec spec, long used, Instant now) {
        if (!spec.enabled()) {
            return State.DISABLED;
        }
        if (spec.expiresAt().filter(end -> !now.isBefore(end)).isPresent()) {
            return State.EXPIRED;
        }
        return spec.dataLimitBytes() > 0 && used >= spec.dataLimitBytes()
                ? State.LIMITED
                : State.ACTIVE;
    }

    /** Bytes that count against the limit. */
    public long used() {
        return upload + download;
    }
}
