package dev.covey.master.subscription;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is answered; for HEAD the body is left out.
 *
 * @param status of HTTP
 * @param headers in the order they are sent
 * @param body never to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Answer(int status, Map<String, String> headers, byte[] body) {

    /** Keeps the order of the headers. */
    public Answer {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** A refusal of one line. */
    static Answer refusal(int status, String line) {
        return new Answer(
                status,
                Map.of("Content-Type", "text/plain; charset=utf-8", "Cache-Control", "no-store"),
                (line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
