package dev.covey.etcd.lease;

import dev.covey.kv.tree.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When leases end: the leader's memory, in monotonic time. A new leader gives every lease its whole
 * life again. Safe for use by many threads.
 */
final class Lessor {

    /** A lease that is to be ended stays so, even if its end could not be proposed: see step. */
    private final Set<Long> ending = new HashSet<>();

    private final Map<Long, Long> deadlines = new HashMap<>();
    private @Nullable Tree<Long, Long> known;
    private boolean leading;

    /** This member leads from now on, or no longer. */
    synchronized void lead(boolean leads) {
        if (leads != leading) {
            leading = leads;
            ending.clear();
            deadlines.clear();
            known = null;
        }
    }

    /** Learns which leases there are; a new one lives from now on. */
    synchronized void see(Tree<Long, Long> leases, long now) {
        if (leading && leases != known) {
            known = leases;
            Set<Long> gone = new HashSet<>(deadlines.keySet());
            leases.walk(
                    null,
                    null,
                    (lease, seconds) -> {
                        gone.remove(lease);
                        deadlines.computeIfAbsent(lease, _ -> deadline(seconds, now));
                        return true;
                    });
            gone.forEach(deadlines::remove);
            ending.retainAll(deadlines.keySet());
        }
    }

    private static long deadline(long seconds, long now) {
        return now + TimeUnit.SECONDS.toNanos(Math.min(seconds, Integer.MAX_VALUE));
    }

    /**
     * Lets a lease live on for its whole life.
     *
     * @param seconds that life; null if there is no such lease
     * @return the same; empty if there is no such lease, or its end is under way
     */
    synchronized OptionalLong keepAlive(long lease, @Nullable Long seconds, long now) {
        if (!leading || seconds == null || ending.contains(lease)) {
            return OptionalLong.empty();
        }
        deadlines.put(lease, deadline(seconds, now));
        return OptionalLong.of(seconds);
    }

    /** How many whole seconds a lease has left; empty if there is no such lease. */
    synchronized OptionalLong left(long lease, @Nullable Long seconds, long now) {
        if (!leading || seconds == null) {
            return OptionalLong.empty();
        }
        long deadline = deadlines.computeIfAbsent(lease, _ -> deadline(seconds, now));
        return OptionalLong.of(Math.max(0, TimeUnit.NANOSECONDS.toSeconds(deadline - now)));
    }

    /** The leases that are to be ended now; each is named until it is gone. */
    synchronized List<Long> due(long now, int most) {
        List<Long> due = new ArrayList<>();
        Iterator<Map.Entry<Long, Long>> all = deadlines.entrySet().iterator();
        while (leading && all.hasNext() && due.size() < most) {
            Map.Entry<Long, Long> each = all.next();
            if (each.getValue() - now <= 0) {
                ending.add(each.getKey());
                due.add(each.getKey());
            }
        }
        return due;
    }
}
