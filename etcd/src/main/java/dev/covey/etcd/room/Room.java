package dev.covey.etcd.room;

import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The memory that large answers share. Who comes first gets room first; an answer larger than all
 * of it waits until it is alone. Who holds room for long while others wait is put out: it does not
 * read. Safe for use by many threads.
 */
public final class Room implements AutoCloseable {

    /** Answers that take less need no room, in bytes. */
    public static final int SMALL = 64 << 10;

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST_WAITING = 10_000;

    private final long whole;
    private final Clock clock;
    private final Tasks.Cancel looks;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Set<Tenant> tenants = new LinkedHashSet<>();
    private long taken;

    private record Waiting(Tenant tenant, long bytes, Runnable then) {}

    /** So many bytes for all. */
    Room(long bytes, Clock clock, Tasks tasks) {
        whole = bytes;
        this.clock = clock;
        looks = tasks.every(LOOK, this::look);
    }

    /** The largest answer there is at all, in bytes. */
    long largest() {
        return 2 * whole;
    }

    /**
     * Runs something when there is room, on this thread or on that of whoever leaves.
     *
     * @return false if too many wait already
     */
    boolean enter(Tenant tenant, long bytes, Runnable then) {
        synchronized (this) {
            if (waiting.size() >= MOST_WAITING) {
                return false;
            }
            waiting.add(new Waiting(tenant, bytes, then));
        }
        admit();
        return true;
    }

    /** A tenant that is in needs more than it said; it gets it. */
    synchronized void more(Tenant tenant, long bytes) {
        if (tenants.contains(tenant)) {
            taken += bytes;
            tenant.holds(bytes);
        }
    }

    /** A tenant needs nothing any more. */
    void leave(Tenant tenant) {
        synchronized (this) {
            waiting.removeIf(each -> each.tenant() == tenant);
            if (tenants.remove(tenant)) {
                taken -= tenant.left();
            }
        }
        admit();
    }

    private void admit() {
        List<Runnable> ready = new ArrayList<>();
        synchronized (this) {
            while (!waiting.isEmpty()
                    && (taken == 0 || taken + waiting.getFirst().bytes() <= whole)) {
                Waiting next = waiting.removeFirst();
                taken += next.bytes();
                next.tenant().entered(next.bytes(), clock.nanos());
                tenants.add(next.tenant());
                ready.add(next.then());
            }
        }
        ready.forEach(Runnable::run);
    }

    private void look() {
        List<Tenant> late;
        synchronized (this) {
            late =
                    waiting.isEmpty()
                            ? List.of()
                            : tenants.stream()
                                    .filter(
                                            each ->
                                                    clock.since(each.since()).compareTo(LONGEST)
                                                            > 0)
                                    .toList();
        }
        late.forEach(each -> each.putOut("the answer was not read while others waited"));
    }

    @Override
    public void close() {
        looks.cancel();
    }
}
