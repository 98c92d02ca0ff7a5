package dev.covey.master.dispatch;

import dev.covey.model.Epoch;
import dev.covey.runtime.store.Leadership;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds back what may only be said by one who leads, until a confirmation that began after it was
 * asked for. One confirmation serves all that wait. For one thread.
 */
final class Confirmations {
    private static final Logger LOG = LoggerFactory.getLogger(Confirmations.class);
    private static final Duration RETRY = Duration.ofMillis(200);

    /** One confirmation serves all that came in within this time: thousands of agents are cheap. */
    private static final Duration APART = Duration.ofMillis(10);

    private final Epoch epoch;
    private final Leadership leadership;
    private final Mailbox mailbox;
    private final Map<String, Runnable> waiting = new LinkedHashMap<>();
    private boolean asking;
    private long notBefore = Long.MIN_VALUE;

    Confirmations(Epoch epoch, Leadership leadership, Mailbox mailbox) {
        this.epoch = epoch;
        this.leadership = leadership;
        this.mailbox = mailbox;
    }

    /** Runs something once leadership is confirmed; what waits under the same key is replaced. */
    void then(String key, Runnable what) {
        waiting.put(key, what);
    }

    /** Forgets what waits under keys that begin with a prefix. */
    void forget(String prefix) {
        waiting.keySet().removeIf(key -> key.startsWith(prefix));
    }

    /** Begins a confirmation if something waits for one. */
    void begin(long nanos) {
        if (asking || waiting.isEmpty() || nanos < notBefore) {
            return;
        }
        asking = true;
        notBefore = nanos + APART.toNanos();
        Map<String, Runnable> asked = new LinkedHashMap<>(waiting);
        waiting.clear();
        leadership
                .confirm()
                .whenComplete(
                        (ok, failure) -> mailbox.post(() -> ended(asked, failure == null, nanos)));
    }

    private void ended(Map<String, Runnable> asked, boolean confirmed, long nanos) {
        asking = false;
        if (confirmed && leadership.standing().epoch().equals(Optional.of(epoch))) {
            asked.forEach(Confirmations::run);
        } else {
            notBefore = nanos + RETRY.toNanos();
            asked.forEach(waiting::putIfAbsent);
        }
    }

    /** What goes wrong for one must not keep the others waiting. */
    private static void run(String key, Runnable what) {
        try {
            what.run();
        } catch (RuntimeException e) {
            LOG.error("{} failed", key, e);
        }
    }

    /** How long until a confirmation can begin; empty if nothing waits or one is under way. */
    Optional<Duration> due(long nanos) {
        return asking || waiting.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.max(0, notBefore - nanos)));
    }
}
