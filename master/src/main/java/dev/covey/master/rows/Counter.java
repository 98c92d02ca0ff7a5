package dev.covey.master.rows;

import dev.covey.model.json.Json;
import dev.covey.runtime.store.Change;
import dev.covey.runtime.store.Row;
import dev.covey.runtime.store.View;
import java.util.Optional;

/**
 * All bytes ever counted of one user, in the row {@code c/NUMBER}. Resets and top-ups do not touch
 * it: they are an offset in the user's specification.
 *
 * @param weighted bytes times the coefficient of the node that carried them
 */
public record Counter(long up, long down, long weighted) {
    /** The prefix of all counters. */
    public static final String PREFIX = "c/";

    /** Nothing counted yet. */
    public static final Counter ZERO = new Counter(0, 0, 0);

    /** The key of a user's row. */
    public static String row(long number) {
        return PREFIX + number;
    }

    /** The counter of a user. */
    public static Counter of(View view, long number) {
        return view.get(row(number)).map(Counter::read).orElse(ZERO);
    }

    /** Reads a row. */
    public static Counter read(Row row) {
        return Json.read(row.value(), Counter.class);
    }

    /** What counts against a limit: the weighted bytes less an offset. */
    public long used(long offset) {
        return Math.max(0, weighted - offset);
    }

    /** The counter with more bytes. */
    public Counter plus(long moreUp, long moreDown, long moreWeighted) {
        return new Counter(up + moreUp, down + moreDown, weighted + moreWeighted);
    }

    /** The change that writes it. */
    public Change put(long number) {
        return new Change.Put(row(number), Json.bytes(this));
    }

    /** The user number of a row's key, if it is one of these. */
    public static Optional<Long> number(String key) {
        return key.startsWith(PREFIX)
                ? Optional.of(Long.parseLong(key.substring(PREFIX.length())))
                : Optional.empty();
    }
}
