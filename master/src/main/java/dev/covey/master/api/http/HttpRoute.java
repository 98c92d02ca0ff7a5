package dev.covey.master.api.http;

import java.util.List;

/**
 * A method and a path template such as {@code /v1/clusters/self/nodes/{node}:drain}: segments are
 * literal or one variable in braces, which may be followed by a literal verb after a colon.
 */
public record HttpRoute(Method method, String template) {

    /** Reads a template. */
    public static HttpRoute of(Method method, String template) {
        return new HttpRoute(method, template);
    }

    List<Part> parts() {
        return template.equals("/")
                ? List.of()
                : List.of(template.substring(1).split("/")).stream().map(HttpRoute::part).toList();
    }

    private static Part part(String segment) {
        if (!segment.startsWith("{")) {
            return new Part(segment, "", "");
        }
        int end = segment.indexOf('}');
        return new Part("", segment.substring(1, end), segment.substring(end + 1));
    }

    @Override
    public String toString() {
        return method + " " + template;
    }

    /**
     * One segment.
     *
     * @param literal empty for a variable
     * @param variable its name; empty for a literal
     * @param verb what follows a variable, with its colon; may be empty
     */
    record Part(String literal, String variable, String verb) {}
}
