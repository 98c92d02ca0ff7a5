package dev.covey.pki.identity;

import dev.covey.pki.Digest;
import dev.covey.pki.x509.Fingerprint;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** When a certificate is to be renewed. Pure: the same certificate always gives the same moment. */
public final class Renewal {

    /** The least time between two attempts; callers must keep it whatever the clock says. */
    public static final Duration LEAST_PAUSE = Duration.ofMinutes(1);

    private static final double EARLIEST = 0.5;
    private static final double SPREAD = 0.3;

    private Renewal() {}

    /**
     * The moment at 50-80 % of the certificate's life. Where in between follows from the
     * certificate itself, so that a cluster's nodes do not all come at once.
     */
    public static Instant at(X509Certificate certificate) {
        Instant from = certificate.getNotBefore().toInstant();
        Duration life = Duration.between(from, certificate.getNotAfter().toInstant());
        double share = EARLIEST + SPREAD * jitter(certificate);
        return from.plusMillis((long) (life.toMillis() * share));
    }

    /**
     * True if the certificate should be renewed now. Also true for one that is not valid yet: then
     * this clock or the issuer's is wrong, and the answer to an attempt will tell.
     */
    public static boolean due(X509Certificate certificate, InstantSource clock) {
        Instant now = clock.instant();
        return !now.isBefore(at(certificate))
                || now.isBefore(certificate.getNotBefore().toInstant());
    }

    /** How long to wait before looking again: up to the due moment, at most an hour. */
    public static Duration pause(X509Certificate certificate, InstantSource clock) {
        if (due(certificate, clock)) {
            return LEAST_PAUSE;
        }
        Duration wait = Duration.between(clock.instant(), at(certificate));
        Duration most = Duration.ofHours(1);
        return wait.compareTo(most) < 0 ? wait.plusMillis(1) : most;
    }

    // From 0 inclusive to 1 exclusive.
    private static double jitter(X509Certificate certificate) {
        byte[] digest = Digest.sha256(Fingerprint.der(certificate));
        return (ByteBuffer.wrap(digest).getInt() >>> 1) / (double) (1L << 31);
    }
}
