package dev.covey.master.api.http;

import java.io.InputStream;

/** The body of a request, read at most once. */
@FunctionalInterface
public interface Body {

    /** No body. */
    Body NONE = InputStream::nullInputStream;

    /** The bytes as they arrive; the connection bounds how many and how long. */
    InputStream stream();
}
