package dev.covey.model;

/** A host and a port. */
public record Endpoint(String host, int port) {

    public Endpoint {
        Check.host("host", host);
        Check.port("port", port);
    }

    /** Reads {@code HOST}, {@code HOST:PORT} or {@code [IPV6]:PORT}. */
    public static Endpoint parse(String field, String text, int defaultPort) {
        String expected = "HOST or HOST:PORT";
        Check.text(field, text, 1, 260);
        boolean bracketed = text.startsWith("[");
        int end = bracketed ? text.indexOf(']') : text.indexOf(':');
        boolean plain = end < 0 || (!bracketed && text.indexOf(':', end + 1) >= 0);
        if (plain) {
            Check.that(!bracketed, field, expected, text);
            return new Endpoint(text, defaultPort);
        }
        String host = bracketed ? text.substring(1, end) : text.substring(0, end);
        String rest = text.substring(bracketed ? end + 1 : end);
        if (rest.isEmpty()) {
            return new Endpoint(host, defaultPort);
        }
        Check.that(rest.matches(":[0-9]{1,5}"), field, expected, text);
        return new Endpoint(host, Integer.parseInt(rest.substring(1)));
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
