package dev.covey.pki.seal;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.pki.Randomness;
import dev.covey.pki.x509.Pem;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;

/**
 * The cluster's sealing keys, the newest first; older ones only open. Prints without the keys.
 *
 * @param keys 1-16 keys with distinct ids
 */
public record SealKeys(List<SealKey> keys) {

    private static final String LABEL = "COVEY SEAL KEY";
    private static final int MOST = 16;

    public SealKeys {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || keys.size() > MOST || distinctIds(keys) < keys.size()) {
            throw unreadable();
        }
    }

    /**
     * One AES-256 key. Prints without its bytes, and compares them in constant time.
     *
     * @param id 8 hexadecimal digits, which boxes name
     */
    public record SealKey(String id, SecretKeySpec secret) {

        static final int ID_BYTES = 4;
        static final int KEY_BYTES = 32;

        static SealKey of(String id, byte[] bytes) {
            return new SealKey(id, new SecretKeySpec(bytes, "AES"));
        }

        /** A fresh key. */
        static SealKey make(Randomness random) {
            return of(HexFormat.of().formatHex(random.bytes(ID_BYTES)), random.bytes(KEY_BYTES));
        }

        @Override
        public String toString() {
            return "SealKey[" + id + "]";
        }
    }

    /** The first key of a cluster. */
    public static SealKeys make(Randomness random) {
        return new SealKeys(List.of(SealKey.make(random)));
    }

    /** These keys behind a new one; what is sealed from now on needs the new one. */
    public SealKeys rotated(Randomness random) {
        return new SealKeys(Stream.concat(Stream.of(SealKey.make(random)), keys.stream()).toList());
    }

    /** The newest key alone, when nothing is sealed with the older ones any more. */
    public SealKeys newestOnly() {
        return new SealKeys(List.of(newest()));
    }

    /** The key that seals. */
    public SealKey newest() {
        return keys.getFirst();
    }

    /** The key with an id. */
    Optional<SealKey> named(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** The keys as text, to be wrapped or kept in a file of mode 0600. */
    public String pem() {
        return keys.stream().map(SealKeys::block).collect(Collectors.joining());
    }

    /** Reads what {@link #pem} wrote; other blocks in the text are skipped. */
    public static SealKeys parse(String pem) {
        return new SealKeys(Pem.blocks(pem, LABEL).stream().map(SealKeys::key).toList());
    }

    private static String block(SealKey key) {
        byte[] content = Arrays.copyOf(HexFormat.of().parseHex(key.id()), 36);
        System.arraycopy(
                key.secret().getEncoded(), 0, content, SealKey.ID_BYTES, SealKey.KEY_BYTES);
        return Pem.text(LABEL, content);
    }

    private static SealKey key(byte[] content) {
        if (content.length != SealKey.ID_BYTES + SealKey.KEY_BYTES) {
            throw unreadable();
        }
        return SealKey.of(
                HexFormat.of().formatHex(content, 0, SealKey.ID_BYTES),
                Arrays.copyOfRange(content, SealKey.ID_BYTES, content.length));
    }

    private static long distinctIds(List<SealKey> keys) {
        return keys.stream().map(SealKey::id).distinct().count();
    }

    private static ProblemException unreadable() {
        return new ProblemException(
                new Problem.Failed(
                        "seal_keys_unreadable",
                        "Expected the cluster's sealing keys, but they cannot be read."
                                + " Restore them from a backup or another master."));
    }
}
