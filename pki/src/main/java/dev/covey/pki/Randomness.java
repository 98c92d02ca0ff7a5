package dev.covey.pki;

import java.security.SecureRandom;

/**
 * Where unguessable bytes come from. Given by the caller so that nothing here rolls dice by itself.
 * Keys and signatures are made by the JDK with its own secure randomness. Safe from any thread.
 */
@FunctionalInterface
public interface Randomness {

    /** That many fresh unguessable bytes. */
    byte[] bytes(int length);

    /** Randomness from a JDK generator. */
    static Randomness of(SecureRandom random) {
        return length -> {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            return bytes;
        };
    }
}
