package dev.covey.master.provision;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Credentials that wait for their operation to start: in memory only, each taken once, gone after
 * ten minutes. Safe from any thread.
 */
public final class Vault {

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MOST = 256;

    private record Kept(Login login, long since) {}

    private final Map<String, Kept> byOperation = new LinkedHashMap<>();
    private final LongSupplier nanos;

    /** Measures time on a monotonic clock of nanoseconds. */
    public Vault(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Keeps credentials for an operation; the oldest go when there are too many. */
    public synchronized void keep(String operation, Login login) {
        sweep();
        byOperation.put(operation, new Kept(login, nanos.getAsLong()));
    }

    /** Hands out and forgets. */
    public synchronized Optional<Login> take(String operation) {
        sweep();
        return Optional.ofNullable(byOperation.remove(operation)).map(Kept::login);
    }

    private void sweep() {
        long now = nanos.getAsLong();
        Iterator<Kept> oldest = byOperation.values().iterator();
        while (oldest.hasNext()) {
            Kept kept = oldest.next();
            if (now - kept.since() < KEPT.toNanos() && byOperation.size() < MOST) {
                return;
            }
            oldest.remove();
        }
    }
}
