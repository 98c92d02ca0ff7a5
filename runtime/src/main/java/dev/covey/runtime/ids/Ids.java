package dev.covey.runtime.ids;

/** A source of ids, secrets and jitter. Safe from any thread. */
public interface Ids {

    /** A new random UUID (version 4) in its usual lower-case form. */
    String id();

    /** Unguessable bytes. */
    byte[] secret(int length);

    /** A number from 0 inclusive to {@code bound} exclusive, for jitter and choices. */
    long below(long bound);

    /** The operating system's randomness. */
    static Ids secure() {
        return new SecureIds();
    }
}
