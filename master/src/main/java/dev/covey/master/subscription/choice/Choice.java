package dev.covey.master.subscription.choice;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Chooses one inbound of a route for a user. Pure: the same question has the same answer. */
public final class Choice {

    private Choice() {}

    /**
     * The inbound that a user is given; absent if no inbound of the route is live.
     *
     * @param number of the user
     * @param busy ids of inbounds that should get no more users
     */
    public static Optional<Candidate> of(Pool pool, long number, Set<String> busy) {
        if (pool.live().size() <= 1) {
            return pool.live().stream().findFirst();
        }
        return switch (pool.algorithm()) {
            case LEAST_LOADED -> leastLoaded(pool.live(), number, busy);
            case ROUND_ROBIN -> Optional.of(roundRobin(pool, number));
        };
    }

    /**
     * Each user has an order of inbounds of their own (rendezvous hashing, Thaler and Ravishankar
     * 1998) and gets the first that is not busy. So whoever must move is spread over all others,
     * and nobody else moves.
     */
    private static Optional<Candidate> leastLoaded(
            List<Candidate> live, long number, Set<String> busy) {
        Comparator<Candidate> order =
                Comparator.<Candidate, Boolean>comparing(c -> !busy.contains(c.inbound()))
                        .thenComparingLong(c -> score(number, c.inbound()))
                        .thenComparing(Candidate::inbound);
        return live.stream().max(order);
    }

    /** Users in the order of their numbers, inbounds in the order of their ids. */
    private static Candidate roundRobin(Pool pool, long number) {
        List<Candidate> all = pool.candidates();
        long turn = number - 1;
        Candidate own = all.get((int) Math.floorMod(turn, (long) all.size()));
        if (own.live()) {
            return own;
        }
        // The users of a dead inbound take turns on the live ones.
        long round = Math.floorDiv(turn, (long) all.size());
        return pool.live().get((int) Math.floorMod(round, (long) pool.live().size()));
    }

    /** A well mixed number for a pair (the finalizer of SplitMix64, Steele et al. 2014). */
    private static long score(long number, String inbound) {
        long mixed = number * 0x9E3779B97F4A7C15L;
        for (int i = 0; i < inbound.length(); i++) {
            mixed = (mixed ^ inbound.charAt(i)) * 0x100000001B3L;
        }
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
