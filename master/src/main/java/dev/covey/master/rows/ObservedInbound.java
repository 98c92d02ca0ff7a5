package dev.covey.master.rows;

import dev.covey.model.json.Json;
import dev.covey.runtime.store.Change;
import dev.covey.runtime.store.Row;
import dev.covey.runtime.store.View;
import java.util.Optional;

/**
 * What a worker last reported of one inbound, in the row {@code o/inbound/ID}.
 *
 * @param generation the generation of the specification it is about
 * @param active whether it serves
 * @param why one sentence if it does not
 */
public record ObservedInbound(String node, long generation, boolean active, String why) {
    /** The prefix of all these rows. */
    public static final String PREFIX = "o/inbound/";

    /** The key of an inbound's row. */
    public static String row(String inbound) {
        return PREFIX + inbound;
    }

    /** The last report of an inbound. */
    public static Optional<ObservedInbound> of(View view, String inbound) {
        return view.get(row(inbound)).map(ObservedInbound::read);
    }

    private static ObservedInbound read(Row row) {
        return Json.read(row.value(), ObservedInbound.class);
    }

    /** The change that writes it. */
    public Change put(String inbound) {
        return new Change.Put(row(inbound), Json.bytes(this));
    }
}
