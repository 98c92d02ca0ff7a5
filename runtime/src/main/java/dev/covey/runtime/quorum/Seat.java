package dev.covey.runtime.quorum;

/** What a member may do in its group. */
public enum Seat {
    /** Counts for majorities, may lead. */
    VOTER,
    /** Is sent everything, counts for nothing. */
    LEARNER
}
