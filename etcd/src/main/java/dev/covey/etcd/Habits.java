package dev.covey.etcd;

import dev.covey.etcd.room.Bounds;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What may be left as it is.
 *
 * @param watchNotices how often an idle watch that wants it is told how far it is
 * @param quotaBytes what the user space may hold; empty to leave it as it is
 */
public record Habits(Duration watchNotices, OptionalLong quotaBytes, Bounds bounds) {

    /** As etcd's. */
    public static final Habits USUAL =
            new Habits(Duration.ofMinutes(10), OptionalLong.empty(), Bounds.here());

    /** With a quota. */
    public Habits withQuota(OptionalLong bytes) {
        return new Habits(watchNotices, bytes, bounds);
    }
}
