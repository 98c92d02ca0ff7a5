package dev.covey.runtime.ids;

import java.util.Random;
import java.util.UUID;

/** Repeatable ids for simulations. */
public final class SeededIds implements Ids {

    private final Random random;

    /** The same seed gives the same ids. */
    public SeededIds(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public synchronized String id() {
        return UUID.nameUUIDFromBytes(secret(16)).toString();
    }

    @Override
    public synchronized byte[] secret(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public synchronized long below(long bound) {
        return random.nextLong(bound);
    }
}
