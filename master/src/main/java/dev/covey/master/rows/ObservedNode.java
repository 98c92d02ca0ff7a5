package dev.covey.master.rows;

import dev.covey.model.json.Json;
import dev.covey.runtime.store.Change;
import dev.covey.runtime.store.Row;
import dev.covey.runtime.store.View;
import java.util.List;

/**
 * What an agent last reported of its node, in the row {@code o/node/ID}.
 *
 * @param version of Covey; empty until it first reported
 * @param warnings for people, at most 16
 */
public record ObservedNode(String version, List<String> warnings) {
    /** The prefix of all these rows. */
    public static final String PREFIX = "o/node/";

    /** Nothing reported yet. */
    public static final ObservedNode NONE = new ObservedNode("", List.of());

    private static final int MOST_WARNINGS = 16;
    private static final int LONGEST = 300;

    /** Cuts what is too long. */
    public ObservedNode {
        version = cut(version);
        warnings = warnings.stream().limit(MOST_WARNINGS).map(ObservedNode::cut).toList();
    }

    /** A line of a stranger, cut to 300 characters without control characters. */
    public static String cut(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST - 1) + "…";
    }

    /** The key of a node's row. */
    public static String row(String node) {
        return PREFIX + node;
    }

    /** The last report of a node. */
    public static ObservedNode of(View view, String node) {
        return view.get(row(node)).map(ObservedNode::read).orElse(NONE);
    }

    private static ObservedNode read(Row row) {
        return Json.read(row.value(), ObservedNode.class);
    }

    /** The change that writes it. */
    public Change put(String node) {
        return new Change.Put(row(node), Json.bytes(this));
    }
}
