package dev.covey.runtime.control;

import dev.covey.runtime.store.Batch;
import dev.covey.runtime.store.Outcome;

/** What comes into an engine from other threads. */
sealed interface Note {
    /** The store changed. */
    record Watched(Batch batch) implements Note {}

    /** A commit has ended. */
    record Committed(Attempt attempt, Outcome outcome) implements Note {}

    /** An effect told something. */
    record Heard(Work work, News news) implements Note {}

    /** Somebody wants a key looked at. */
    record Nudged(String controller, String key) implements Note {}
}
