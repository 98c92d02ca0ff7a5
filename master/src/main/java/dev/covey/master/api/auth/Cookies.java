package dev.covey.master.api.auth;

import dev.covey.master.api.http.Request;
import dev.covey.pki.Digest;
import dev.covey.pki.token.Tokens;
import java.time.Duration;
import java.util.Optional;

/**
 * The session cookie and the token that writes must repeat beside it. The token is derived from the
 * cookie's value, so it needs no memory of its own, and another site that makes a browser send the
 * cookie cannot know it.
 */
public final class Cookies {

    /** The header that repeats the token. */
    public static final String CSRF_HEADER = "Covey-Csrf";

    private static final String NAME = "covey_session";

    private Cookies() {}

    /** The value of the cookie, if it was sent and looks like one. */
    public static Optional<String> value(Request request) {
        return request.cookie(NAME).filter(Tokens::isSession);
    }

    /** The id of the session with a cookie's value. */
    public static String sessionId(String value) {
        return Tokens.hash(value);
    }

    /** The token that belongs to a cookie's value. */
    public static String csrf(String value) {
        return Digest.hex("covey csrf\0" + value);
    }

    /** What is stored of the token. */
    public static String csrfHash(String value) {
        return Tokens.hash(csrf(value));
    }

    /** The header that sets the cookie. */
    public static String set(String value, Duration life) {
        return NAME
                + "="
                + value
                + "; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age="
                + life.toSeconds();
    }

    /** The header that takes the cookie away. */
    public static String clear() {
        return NAME + "=; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=0";
    }
}
