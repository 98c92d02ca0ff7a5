package dev.covey.pki.join;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.pki.Digest;
import dev.covey.pki.Randomness;
import java.util.Base64;

/**
 * The secret of a join string: 160 random bits, so a plain SHA-256 of it may be stored. Prints as
 * dots.
 */
public final class JoinSecret {

    /** Length in bytes. */
    public static final int BYTES = 20;

    private final byte[] bytes;

    private JoinSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A new secret. */
    public static JoinSecret make(Randomness random) {
        return new JoinSecret(random.bytes(BYTES));
    }

    /** Reads what {@link #text} wrote. */
    public static JoinSecret parse(String text) {
        if (text.length() == 27) {
            try {
                return new JoinSecret(Base64.getUrlDecoder().decode(text));
            } catch (IllegalArgumentException e) {
                throw malformed();
            }
        }
        throw malformed();
    }

    static JoinSecret of(byte[] bytes) {
        return new JoinSecret(bytes.clone());
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** The secret in base64url, to be sent to a master whose authority was checked. */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What a master stores: SHA-256, 64 hexadecimal digits. */
    public String hash() {
        return Digest.hex(bytes);
    }

    /** True if this is the secret that was hashed; takes the same time either way. */
    public boolean matches(String storedHash) {
        return Digest.same(hash(), storedHash);
    }

    private static ProblemException malformed() {
        return new ProblemException(
                new Problem.Malformed(
                        "bad_join_secret",
                        "Expected the 27 characters of a join secret, but this is none."
                                + " Use the join string as it was printed."));
    }

    @Override
    public String toString() {
        return "•••";
    }
}
