package dev.covey.agent.session;

import dev.covey.runtime.ids.Ids;
import java.time.Duration;

/** How long to wait between rounds of attempts: longer each time, never the same for two nodes. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Ids ids;
    private Duration ceiling = FIRST;

    Backoff(Ids ids) {
        this.ids = ids;
    }

    /** The pause before the next round: between half and all of what the round deserves. */
    Duration next() {
        long nanos = ceiling.toNanos();
        Duration doubled = ceiling.multipliedBy(2);
        ceiling = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return Duration.ofNanos(nanos / 2 + ids.below(nanos / 2 + 1));
    }

    /** It worked: the next failure is the first one again. */
    void reset() {
        ceiling = FIRST;
    }
}
