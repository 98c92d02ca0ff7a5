package dev.covey.etcd.auth;

import dev.covey.kv.Bytes;
import dev.covey.kv.codec.Decoder;
import dev.covey.kv.codec.Encoder;
import dev.covey.runtime.ids.Ids;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** What is kept of a password: PBKDF2 (RFC 8018) with HMAC-SHA-256. */
record Password(Bytes salt, int rounds, Bytes hash) {

    private static final int ROUNDS = 120_000;
    private static final int MOST_ROUNDS = 10_000_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final String MAC = "HmacSHA256";

    /** Takes a tenth of a second, on purpose. */
    static Password of(String text, Ids ids) {
        Bytes salt = Bytes.wrap(ids.secret(SALT_BYTES));
        return new Password(salt, ROUNDS, hash(text, salt, ROUNDS));
    }

    /** Whether a text is the password; takes as long. */
    boolean matches(String text) {
        return MessageDigest.isEqual(hash(text, salt, rounds).shared(), hash.shared());
    }

    private static Bytes hash(String text, Bytes salt, int rounds) {
        PBEKeySpec spec = new PBEKeySpec(text.toCharArray(), salt.toArray(), rounds, HASH_BITS);
        try {
            return Bytes.wrap(
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(spec)
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has PBKDF2", e);
        } finally {
            spec.clearPassword();
        }
    }

    /** A seal that nobody else can make, and that is void once the password is another. */
    byte[] seal(byte[] text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(hash.toArray(), MAC));
            mac.update(salt.toArray());
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA-256", e);
        }
    }

    void write(Encoder out) {
        out.bytes(salt).number(rounds).bytes(hash);
    }

    static Password read(Decoder in) {
        return new Password(in.bytes(), in.number(1, MOST_ROUNDS), in.bytes());
    }

    /** Nothing of it. */
    @Override
    public String toString() {
        return "password";
    }
}
