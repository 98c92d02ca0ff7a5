package dev.covey.kv;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Makes a request repeatable once: the machine remembers the reply under (caller, id) and gives it
 * again instead of applying the request a second time. What changed nothing is not remembered, so
 * that a transaction that was refused may be built anew and sent under the same id. (An earlier
 * attempt whose outcome is unknown may still arrive after such a refusal: what guards against it
 * are its compares.)
 *
 * <p>The memory is bounded, so an old id may be gone from it. {@code since} tells an id that is new
 * from one that is forgotten: it is a position that the caller had seen before it first sent the
 * request, so an application that could have happened lies after it.
 *
 * @param caller whose id it is; callers cannot see each other's ids
 * @param id unique for the caller
 * @param fingerprint of what the caller asks for; the same id with another fingerprint is refused
 * @param since a position of the store ({@code View.position()}) from before the first attempt
 */
public record RequestId(String caller, String id, long fingerprint, long since) {

    /** An id for a body, with the fingerprint taken from the body. */
    public static RequestId of(String caller, String id, byte[] body, long since) {
        return new RequestId(caller, id, fingerprint(body), since);
    }

    /** The first eight bytes of the SHA-256 of a body. */
    public static long fingerprint(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            long value = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                value = value << 8 | (digest[i] & 0xff);
            }
            return value;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
