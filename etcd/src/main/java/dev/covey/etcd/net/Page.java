package dev.covey.etcd.net;

/**
 * What HTTP/1.1 answers.
 *
 * @param status of HTTP
 * @param type of the content
 */
public record Page(int status, String type, String text) {

    /** One JSON document. */
    public static Page json(int status, String text) {
        return new Page(status, "application/json", text);
    }

    /** Words. */
    public static Page plain(int status, String text) {
        return new Page(status, "text/plain; charset=utf-8", text);
    }

    /** Figures for Prometheus. */
    public static Page figures(String text) {
        return new Page(200, "text/plain; version=0.0.4; charset=utf-8", text);
    }
}
