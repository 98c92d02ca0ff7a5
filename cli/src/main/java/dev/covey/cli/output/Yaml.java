package dev.covey.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** JSON as YAML 1.2 in block style; texts are quoted as JSON texts, which YAML 1.2 contains. */
final class Yaml {

    private Yaml() {}

    static List<String> lines(JsonNode node) {
        List<String> lines = new ArrayList<>();
        write(node, "", "", lines);
        return lines;
    }

    private static void write(JsonNode node, String lead, String indent, List<String> lines) {
        if (node.isObject() && !node.isEmpty()) {
            String first = lead;
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                entry(first + field.getKey() + ":", field.getValue(), indent, lines);
                first = indent;
            }
        } else if (node.isArray() && !node.isEmpty()) {
            String first = lead;
            for (JsonNode item : node) {
                write(item, first + "- ", indent + "  ", lines);
                first = indent;
            }
        } else {
            lines.add(lead + node);
        }
    }

    private static void entry(String name, JsonNode value, String indent, List<String> lines) {
        if (value.isContainer() && !value.isEmpty()) {
            lines.add(name);
            write(value, indent + "  ", indent + "  ", lines);
        } else {
            lines.add(name + " " + value);
        }
    }
}
