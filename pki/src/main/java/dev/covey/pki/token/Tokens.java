package dev.covey.pki.token;

import dev.covey.pki.Digest;
import dev.covey.pki.RandomText;
import dev.covey.pki.Randomness;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** Makes tokens and tells their forms. All are safe in URLs, headers and cookies as they are. */
public final class Tokens {

    private static final String API_PREFIX = "covey_";
    private static final int API_CHARACTERS = 32;
    private static final int CHECK_CHARACTERS = 6;
    private static final Pattern API = Pattern.compile("covey_[0-9A-Za-z]{38}");
    private static final Pattern SUBSCRIPTION = Pattern.compile("[0-9A-Za-z]{24}");
    private static final Pattern SESSION = Pattern.compile("[0-9A-Za-z]{43}");

    private final Randomness random;

    /** Makes tokens from this randomness. */
    public Tokens(Randomness random) {
        this.random = random;
    }

    /**
     * An API token: {@code covey_}, 190 random bits, and a checksum by which scanners for leaked
     * secrets and typing errors can tell it without asking anyone.
     */
    public String api() {
        String secret = text(API_CHARACTERS);
        return API_PREFIX + secret + check(secret);
    }

    /** True if a text has the form and the checksum of an API token. */
    public static boolean isApi(String text) {
        if (!API.matcher(text).matches()) {
            return false;
        }
        int end = API_PREFIX.length() + API_CHARACTERS;
        return text.substring(end).equals(check(text.substring(API_PREFIX.length(), end)));
    }

    /** A session's cookie or its CSRF token: 256 random bits. */
    public String session() {
        return text(43);
    }

    /** True if a text has the form of a session's cookie. */
    public static boolean isSession(String text) {
        return SESSION.matcher(text).matches();
    }

    /** The token in a subscription link: 142 random bits. */
    public String subscription() {
        return text(24);
    }

    /** True if a text has the form of a subscription token. */
    public static boolean isSubscription(String text) {
        return SUBSCRIPTION.matcher(text).matches();
    }

    /** What is stored in place of a token: SHA-256, 64 hexadecimal digits. */
    public static String hash(String token) {
        return Digest.hex(token);
    }

    private String text(int length) {
        return RandomText.of(random, RandomText.LETTERS_AND_DIGITS, length);
    }

    private static String check(String secret) {
        CRC32 crc = new CRC32();
        crc.update(secret.getBytes(StandardCharsets.US_ASCII));
        StringBuilder digits = new StringBuilder();
        long rest = crc.getValue();
        for (int i = 0; i < CHECK_CHARACTERS; i++) {
            digits.append(RandomText.LETTERS_AND_DIGITS.charAt((int) (rest % 62)));
            rest /= 62;
        }
        return digits.toString();
    }
}
