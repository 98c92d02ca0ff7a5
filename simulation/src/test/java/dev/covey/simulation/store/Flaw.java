package dev.covey.simulation.store;

import dev.covey.kv.Request;

/** A mistake that is planted in every master's writes, to see that the checks find it. */
public enum Flaw {
    /** All is as it should be. */
    NONE,

    /** Writes do not say in which epoch they were decided. */
    NO_EPOCHS,

    /** Writes are applied as often as they arrive. */
    NO_REQUEST_IDS;

    /** The request as it is sent. */
    Request on(Request request) {
        return switch (this) {
            case NONE -> request;
            case NO_EPOCHS -> new Request(request.id(), null, request.origin(), request.command());
            case NO_REQUEST_IDS ->
                    new Request(null, request.epoch(), request.origin(), request.command());
        };
    }
}
