package dev.covey.master.subscription.choice;

import dev.covey.model.RouteSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Which inbounds of least-loaded routes carry too much to be given to more users: consistent
 * hashing with bounded loads (Mirrokni, Thorup, Zadimoghaddam 2018). An inbound becomes busy above
 * {@link #ABOVE} times the mean of its route's live inbounds and stays so until it is below {@link
 * #UNTIL} times, so that it does not alternate.
 */
final class Busy {

    /** An inbound with more than this multiple of the mean becomes busy. */
    static final double ABOVE = 1.25;

    /** A busy inbound with less than this multiple of the mean is so no longer. */
    static final double UNTIL = 1.1;

    /** Bytes per second below which nothing is busy: a single user's browsing. */
    static final double LEAST = 128 * 1024;

    private Busy() {}

    /**
     * The busy inbounds now.
     *
     * @param before those that were
     * @param load of an inbound, in weighted bytes per second
     */
    static Set<String> of(List<Pool> pools, Set<String> before, ToDoubleFunction<Candidate> load) {
        Set<String> busy = new HashSet<>();
        for (Pool pool : pools) {
            if (pool.algorithm() == RouteSpec.Algorithm.LEAST_LOADED && pool.live().size() > 1) {
                add(busy, pool.live(), before, load);
            }
        }
        return Set.copyOf(busy);
    }

    private static void add(
            Set<String> busy,
            List<Candidate> live,
            Set<String> before,
            ToDoubleFunction<Candidate> load) {
        double mean = live.stream().mapToDouble(load).average().orElse(0);
        for (Candidate candidate : live) {
            double multiple = before.contains(candidate.inbound()) ? UNTIL : ABOVE;
            double now = load.applyAsDouble(candidate);
            if (now > LEAST && now > multiple * mean) {
                busy.add(candidate.inbound());
            }
        }
    }
}
