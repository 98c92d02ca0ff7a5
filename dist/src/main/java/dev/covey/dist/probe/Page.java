package dev.covey.dist.probe;

/**
 * What a path answers.
 *
 * @param status of HTTP
 * @param type of the content
 */
public record Page(int status, String type, String text) {

    /** One JSON document. */
    public static Page json(int status, String text) {
        return new Page(status, "application/json", text);
    }

    /** Figures for Prometheus. */
    public static Page figures(String text) {
        return new Page(200, "text/plain; version=0.0.4; charset=utf-8", text);
    }

    /** There is nothing there. */
    public static Page none() {
        return json(404, "{\"status\":\"not found\"}");
    }
}
