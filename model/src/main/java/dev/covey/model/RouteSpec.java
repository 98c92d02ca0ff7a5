package dev.covey.model;

/** A named pool of inbounds: one line in the user's application. */
public record RouteSpec(Algorithm algorithm) implements Spec {

    /** How one inbound of the pool is chosen for a user. */
    public enum Algorithm {
        LEAST_LOADED,
        ROUND_ROBIN
    }
}
