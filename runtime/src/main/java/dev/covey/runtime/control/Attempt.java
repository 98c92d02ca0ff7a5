package dev.covey.runtime.control;

import java.time.Instant;
import java.util.List;

/**
 * A plan on its way into the store.
 *
 * @param news what it deals with
 * @param time cluster time when it was made
 */
record Attempt(Work work, Plan plan, List<News> news, Instant time) {}
