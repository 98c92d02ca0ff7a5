package dev.covey.etcd;

import dev.covey.etcd.past.Retention;
import dev.covey.etcd.room.Bounds;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What may be left as it is.
 *
 * @param watchNotices how often an idle watch that wants it is told how far it is
 * @param quotaBytes what the user space may hold; empty to leave it as it is
 * @param retention how much of the past is kept when nobody compacts
 */
public record Habits(
        Duration watchNotices, OptionalLong quotaBytes, Retention retention, Bounds bounds) {

    /** As etcd's. */
    public static final Habits USUAL =
            new Habits(
                    Duration.ofMinutes(10),
                    OptionalLong.empty(),
                    new Retention.Everything(),
                    Bounds.here());

    /** With a quota. */
    public Habits withQuota(OptionalLong bytes) {
        return new Habits(watchNotices, bytes, retention, bounds);
    }

    /** With a bound for the past. */
    public Habits withRetention(Retention past) {
        return new Habits(watchNotices, quotaBytes, past, bounds);
    }
}
