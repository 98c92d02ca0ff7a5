package dev.covey.pki.password;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.pki.Randomness;
import dev.covey.pki.password.PhcString.Cost;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes and checks passwords with Argon2id (RFC 9106) at OWASP's cost: 19 MiB, 2 passes, 1 lane.
 * Blocks its caller for some ten milliseconds. Only a few run at once and few wait, so that a flood
 * of logins eats neither memory nor processors; the rest is refused with {@code too_many_logins}.
 * Safe from any thread.
 */
public final class Passwords {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MOST_WAITING = 32;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Randomness random;
    private final Semaphore turns;
    private final PhcString nobody;

    /** Hashes at most two at once, about 40 MiB. */
    public Passwords(Randomness random) {
        this(random, 2);
    }

    /**
     * With another bound.
     *
     * @param atOnce how many hashes are computed at once, at least 1
     */
    Passwords(Randomness random, int atOnce) {
        this.random = random;
        this.turns = new Semaphore(atOnce, true);
        this.nobody =
                PhcString.of(Cost.CURRENT, random.bytes(SALT_BYTES), random.bytes(HASH_BYTES));
    }

    /** The text to store for a password, in PHC string format. */
    public String hash(String password) {
        byte[] salt = random.bytes(SALT_BYTES);
        return PhcString.of(Cost.CURRENT, salt, turn(Cost.CURRENT, salt, HASH_BYTES, password))
                .text();
    }

    /** True if the stored text was made from this password. */
    public boolean verify(String password, String stored) {
        return matches(PhcString.parse(stored), password);
    }

    /**
     * Takes as long as {@link #verify} and is always false: for names that do not exist, so that
     * the time of an answer does not tell which do.
     */
    public boolean verifyNobody(String password) {
        matches(nobody, password);
        return false;
    }

    /**
     * True if a stored text should be made anew at the next login, because the cost has changed.
     */
    public static boolean outdated(String stored) {
        return !PhcString.parse(stored).cost().equals(Cost.CURRENT);
    }

    private boolean matches(PhcString stored, String password) {
        byte[] expected = stored.hashBytes();
        byte[] computed = turn(stored.cost(), stored.saltBytes(), expected.length, password);
        return MessageDigest.isEqual(computed, expected);
    }

    private byte[] turn(Cost cost, byte[] salt, int length, String password) {
        if (password.length() > 2 * PasswordRule.MOST) {
            throw new ProblemException(
                    new Problem.Invalid("password", "at most 256 characters", "a longer one"));
        }
        takeTurn();
        try {
            return compute(cost, salt, length, password);
        } finally {
            turns.release();
        }
    }

    private void takeTurn() {
        try {
            if (turns.getQueueLength() < MOST_WAITING
                    && turns.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(
                new Problem.LimitReached(
                        "too_many_logins",
                        "Expected to check a password, but too many logins are being checked."
                                + " Try again in a few seconds."));
    }

    private static byte[] compute(Cost cost, byte[] salt, int length, String password) {
        var parameters =
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(cost.memoryKib())
                        .withIterations(cost.passes())
                        .withParallelism(cost.lanes())
                        .withSalt(salt)
                        .build();
        var generator = new Argon2BytesGenerator();
        generator.init(parameters);
        byte[] hash = new byte[length];
        // The same letters typed on another keyboard may be other code points (RFC 8265 4.2).
        String normal = Normalizer.normalize(password, Normalizer.Form.NFC);
        generator.generateBytes(normal.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
