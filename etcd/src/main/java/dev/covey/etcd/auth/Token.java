package dev.covey.etcd.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/**
 * What a caller shows instead of a password: name and revision, sealed with what is kept of the
 * password. Every member can judge it, and it is void as soon as users or roles have changed, so a
 * client fetches another then, as with etcd.
 */
final class Token {

    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    static String of(String name, Password password, long revision) {
        String what = TEXT.encodeToString(utf8(name)) + "." + revision;
        return what + "." + TEXT.encodeToString(password.seal(utf8(what)));
    }

    /** The name in a token that is good now. */
    static Optional<String> name(String token, Book book) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3 || !parts[1].equals(Long.toString(book.revision()))) {
            return Optional.empty();
        }
        try {
            Base64.Decoder decoder = Base64.getUrlDecoder();
            String name = new String(decoder.decode(parts[0]), StandardCharsets.UTF_8);
            byte[] seal = decoder.decode(parts[2]);
            byte[] what = utf8(parts[0] + "." + parts[1]);
            return book.user(name)
                    .flatMap(User::password)
                    .filter(password -> MessageDigest.isEqual(password.seal(what), seal))
                    .map(_ -> name);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Token() {}
}
