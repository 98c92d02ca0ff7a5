package dev.covey.model;

/**
 * How an inbound is; written by the placement controller from what its worker reports.
 *
 * @param why one sentence
 * @param observedGeneration the generation that the worker last carried out; 0 for none
 */
public record InboundStatus(State state, String why, long observedGeneration) implements Status {

    /** The life of an inbound. Only active ones are shown to users. */
    public enum State implements StateWord {
        PENDING,
        ACTIVE,
        FAILED,
        UNAVAILABLE
    }
}
