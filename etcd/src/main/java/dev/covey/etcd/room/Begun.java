package dev.covey.etcd.room;

import dev.covey.runtime.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The calls that have begun and not said yet what they want. An honest request is whole in a
 * moment; when there are too many calls, those that are not are ended. Safe for use by many
 * threads.
 */
final class Begun {

    /** How long a request may take to be whole while others are turned away. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Clock clock;
    private final Map<Tenant, Long> since = new ConcurrentHashMap<>();
    private final AtomicBoolean looking = new AtomicBoolean();

    Begun(Clock clock) {
        this.clock = clock;
    }

    void add(Tenant call) {
        since.put(call, clock.nanos());
    }

    void remove(Tenant call) {
        since.remove(call);
    }

    /** There are too many calls. */
    void thin() {
        if (looking.compareAndSet(false, true)) {
            try {
                since.forEach(this::look);
            } finally {
                looking.set(false);
            }
        }
    }

    private void look(Tenant call, long began) {
        if (clock.since(began).compareTo(MOMENT) > 0 && since.remove(call, began)) {
            call.putOut(Inbox.NOT_WHOLE);
        }
    }
}
