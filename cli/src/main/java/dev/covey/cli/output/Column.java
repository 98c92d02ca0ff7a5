package dev.covey.cli.output;

import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** One column of a table: its heading, and how its cell is made of an item. */
public record Column(String heading, Function<JsonNode, String> cell) {

    /** The text at a JSON pointer, or nothing. */
    public static Column at(String heading, String pointer) {
        return new Column(heading, item -> Cells.text(item.at(pointer)));
    }

    /** The time at a JSON pointer, to the second. */
    public static Column time(String heading, String pointer) {
        return new Column(heading, item -> Cells.time(item.at(pointer)));
    }

    /** The number of bytes at a JSON pointer. */
    public static Column bytes(String heading, String pointer) {
        return new Column(heading, item -> Cells.bytes(item.at(pointer)));
    }
}
