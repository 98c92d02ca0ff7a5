package dev.covey.master.api.http;

import java.util.Optional;

/** The request methods that are served. */
public enum Method {
    GET,
    HEAD,
    POST,
    PUT,
    PATCH,
    DELETE;

    /** The method with this name, if it is served. */
    public static Optional<Method> of(String name) {
        return switch (name) {
            case "GET" -> Optional.of(GET);
            case "HEAD" -> Optional.of(HEAD);
            case "POST" -> Optional.of(POST);
            case "PUT" -> Optional.of(PUT);
            case "PATCH" -> Optional.of(PATCH);
            case "DELETE" -> Optional.of(DELETE);
            default -> Optional.empty();
        };
    }

    /** True if it changes nothing (RFC 9110, 9.2.1). */
    public boolean safe() {
        return this == GET || this == HEAD;
    }
}
