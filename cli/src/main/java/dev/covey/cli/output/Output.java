package dev.covey.cli.output;

import dev.covey.model.json.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Prints answers on standard output and all else on standard error, so that a script reads one and
 * a person both.
 */
public final class Output {

    private final Format format;
    private final PrintWriter out;
    private final PrintWriter err;

    /** Prints in a format. */
    public Output(Format format, PrintWriter out, PrintWriter err) {
        this.format = format;
        this.out = out;
        this.err = err;
    }

    /** True if a program reads the answer. */
    public boolean machine() {
        return format != Format.TABLE;
    }

    /** Prints a list: a table of its items, or the whole answer. */
    public void list(JsonNode answer, Table table, String whenEmpty) {
        if (machine()) {
            document(answer);
            return;
        }
        JsonNode items = answer.isArray() ? answer : answer.path("items");
        if (items.isEmpty()) {
            note(whenEmpty);
        } else {
            table.lines(items).forEach(out::println);
        }
        out.flush();
    }

    /** Prints one thing: its fields line by line, or the whole answer. */
    public void show(JsonNode answer) {
        if (machine()) {
            document(answer);
        } else {
            fields("", answer);
        }
        out.flush();
    }

    /** Prints one thing that was made or changed: one sentence, or the whole answer. */
    public void done(JsonNode answer, String sentence) {
        if (machine()) {
            document(answer);
        } else {
            note(sentence);
        }
    }

    /** Says that something is gone. */
    public void gone(String name, String sentence) {
        done(Json.object().put("name", name).put("deleted", true), sentence);
    }

    /** Prints lines of an answer. */
    public void lines(List<String> lines) {
        lines.forEach(out::println);
        out.flush();
    }

    /** Prints the bare value that a script wants as the last line of standard output. */
    public void value(String value) {
        out.println(value);
        out.flush();
    }

    /** Prints a remark for the person, on standard error. */
    public void note(String text) {
        err.println(text);
        err.flush();
    }

    /** Prints a document in the chosen format. */
    public void document(JsonNode answer) {
        out.println(
                format == Format.YAML ? String.join("\n", Yaml.lines(answer)) : Json.text(answer));
        out.flush();
    }

    private void fields(String prefix, JsonNode node) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String name = prefix + field.getKey();
            JsonNode value = field.getValue();
            if (value.isObject()) {
                fields(name + ".", value);
            } else {
                out.printf("%-28s %s%n", name, Cells.text(value));
            }
        }
    }
}
