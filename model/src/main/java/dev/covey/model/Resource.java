package dev.covey.model;

import java.util.Optional;

/**
 * One stored thing.
 *
 * @param revision of the specification's row; what {@code ETag} and {@code If-Match} carry
 * @param status absent until its controller has first written it
 */
public record Resource<S extends Spec, T extends Status>(
        Kind kind, Meta meta, S spec, Optional<T> status, long revision) {

    /** The identity of this resource. */
    public Key key() {
        return new Key(kind, meta.id());
    }

    /** The name people use. */
    public String name() {
        return meta.name();
    }

    /** The id that never changes. */
    public String id() {
        return meta.id();
    }
}
