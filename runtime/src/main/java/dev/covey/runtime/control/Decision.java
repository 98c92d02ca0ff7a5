package dev.covey.runtime.control;

import java.time.Instant;

/**
 * One line of the journal of an engine: a plan that was committed.
 *
 * @param time cluster time
 * @param revision of the store after it
 */
public record Decision(Instant time, long revision, String controller, String key, String why) {}
