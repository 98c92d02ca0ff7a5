package dev.covey.runtime.store;

import dev.covey.kv.Event;
import java.util.Optional;

/**
 * What happened to one row at one revision.
 *
 * @param row as it is now; empty if it was deleted
 * @param previous as it was before; empty if it was made, or if the version is compacted
 */
public record RowChange(String key, Optional<Row> row, Optional<Row> previous) {

    /** The change that an event of the system space tells of. */
    public static RowChange of(Event event) {
        return new RowChange(
                event.key().utf8(),
                event.kind() == Event.Kind.PUT
                        ? Optional.of(Row.of(event.current()))
                        : Optional.empty(),
                Optional.ofNullable(event.previous()).map(Row::of));
    }

    /** The id of what the row is about: the last part of its key. */
    public String id() {
        return Row.id(key);
    }
}
