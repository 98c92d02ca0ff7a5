package dev.covey.simulation.chance;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** All the chance of one story. For one thread. */
final class Dice {

    private final Random random;

    Dice(long seed) {
        this.random = new Random(seed);
    }

    /** A number from 0 up to a bound, the bound not included. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** True in so many of a hundred cases. */
    boolean percent(int share) {
        return random.nextInt(100) < share;
    }

    <T> T of(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** A time between two, in milliseconds. */
    Duration millis(int least, int most) {
        return Duration.ofMillis(least + random.nextInt(most - least));
    }
}
