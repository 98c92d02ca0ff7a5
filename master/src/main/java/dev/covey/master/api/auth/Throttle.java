package dev.covey.master.api.auth;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.runtime.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down whoever guesses passwords: after some failures each further one costs a wait that
 * doubles. Counted for a name from one address, for an address, and, more leniently, for a name
 * from anywhere, so that nobody can lock an administrator out from elsewhere. Remembers a bounded
 * number of each, the latest ones. Safe from any thread.
 */
public final class Throttle {

    private static final int MOST = 10_000;
    private static final int FREE_PAIR = 5;
    private static final int FREE_ADDRESS = 20;
    private static final int FREE_NAME = 100;
    private static final int MOST_DOUBLINGS = 9;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration FORGET = Duration.ofMinutes(15);

    private final Clock clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true);

    private record Failures(int count, long last) {}

    /** Judges by the monotonic clock. */
    public Throttle(Clock clock) {
        this.clock = clock;
    }

    /** Refuses an attempt that comes too early after failures. */
    public synchronized void check(String name, String address) {
        long now = clock.nanos();
        check("p\0" + name + "\0" + address, FREE_PAIR, now);
        check("a\0" + address, FREE_ADDRESS, now);
        check("n\0" + name, FREE_NAME, now);
    }

    /** Takes note of a failure. */
    public synchronized void failed(String name, String address) {
        long now = clock.nanos();
        note("p\0" + name + "\0" + address, now);
        note("a\0" + address, now);
        note("n\0" + name, now);
    }

    /** Takes note of a success. */
    public synchronized void succeeded(String name, String address) {
        failures.remove("p\0" + name + "\0" + address);
    }

    private void check(String key, int free, long now) {
        Failures known = failures.get(key);
        if (known == null || known.count() < free) {
            return;
        }
        int doublings = Math.min(known.count() - free, MOST_DOUBLINGS);
        long left = FIRST_WAIT.multipliedBy(1L << doublings).toNanos() - (now - known.last());
        if (left > 0) {
            throw new ProblemException(
                    new Problem.LimitReached(
                            "too_many_logins",
                            "Expected fewer failed logins. Try again in "
                                    + (left / 1_000_000_000L + 1)
                                    + " s."));
        }
    }

    private void note(String key, long now) {
        Failures known = failures.get(key);
        int before = known == null || now - known.last() > FORGET.toNanos() ? 0 : known.count();
        failures.put(key, new Failures(before + 1, now));
        if (failures.size() > MOST) {
            failures.remove(failures.keySet().iterator().next());
        }
    }
}
