package dev.covey.master.api.door;

import dev.covey.master.api.http.Response;
import java.util.Map;

/** Headers that every answer carries unless it says otherwise. */
final class Hardening {

    private static final Map<String, String> HEADERS =
            Map.of(
                    "Cache-Control", "no-store",
                    "X-Content-Type-Options", "nosniff",
                    "Referrer-Policy", "no-referrer",
                    "X-Frame-Options", "DENY",
                    "Cross-Origin-Resource-Policy", "same-origin",
                    "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

    private Hardening() {}

    static Response of(Response response) {
        Response hardened = response;
        for (Map.Entry<String, String> header : HEADERS.entrySet()) {
            if (!response.headers().containsKey(header.getKey())) {
                hardened = hardened.with(header.getKey(), header.getValue());
            }
        }
        return hardened;
    }
}
