package dev.covey.master.api.http;

import java.util.Optional;

/** The headers of a request. */
@FunctionalInterface
public interface Headers {

    /** The first value of a header, whatever the case of its name; absent if it was not sent. */
    Optional<String> first(String name);
}
