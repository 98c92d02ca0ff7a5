package dev.covey.pki.tls;

import dev.covey.pki.identity.Credentials;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Credentials that are replaced while servers and clients use them: the next handshake presents the
 * new ones. Safe from any thread.
 */
public final class LiveCredentials {

    private final AtomicReference<Held> held;

    /** Starts with these. */
    public LiveCredentials(Credentials first) {
        held = new AtomicReference<>(new Held(0, first, null));
    }

    /** What the next handshake presents. */
    public Credentials current() {
        return held.get().credentials;
    }

    /** Replaces them. Connections that stand are not touched. */
    public void swap(Credentials next) {
        held.updateAndGet(old -> new Held(old.number + 1, next, old.credentials));
    }

    /** Names the current credentials for {@link #named}. */
    long number() {
        return held.get().number;
    }

    /**
     * The credentials of a number, the current or the one before: TLS asks for alias, key and chain
     * one after another, and a swap between must not mix them.
     */
    @Nullable Credentials named(long number) {
        Held now = held.get();
        if (number == now.number) {
            return now.credentials;
        }
        return number == now.number - 1 ? now.previous : null;
    }

    private record Held(long number, Credentials credentials, @Nullable Credentials previous) {}
}
