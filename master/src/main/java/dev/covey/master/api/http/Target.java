package dev.covey.master.api.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request asks for: the decoded segments of its path and the parameters of its query (RFC
 * 3986). What could mean two things is refused: dot segments, empty segments, encoded control
 * characters, doubled parameters.
 *
 * @param path as it was sent, without the query
 * @param rawQuery as it was sent, without the question mark; empty for none
 * @param segments of the path, decoded; empty for the root
 * @param query parameters, decoded
 */
public record Target(
        String path, String rawQuery, List<String> segments, Map<String, String> query) {

    private static final int LONGEST = 4096;
    private static final int MOST_PARAMETERS = 32;

    /** Copies the collections. */
    public Target {
        segments = List.copyOf(segments);
        query = Map.copyOf(query);
    }

    /** Reads the raw path and the raw query (without question mark, empty for none). */
    public static Target parse(String path, String query) {
        if (path.length() + query.length() > LONGEST) {
            throw bad("Expected a path of at most " + LONGEST + " characters.");
        }
        if (!path.startsWith("/")) {
            throw bad("Expected the path to start with '/'.");
        }
        return new Target(path, query, segments(path), parameters(query));
    }

    /** The value of a query parameter, if it was sent. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** True if a query parameter is {@code true}; what is neither true nor false is refused. */
    public boolean flag(String name) {
        String value = query.getOrDefault(name, "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw bad("Expected the parameter '" + name + "' to be true or false.");
        }
        return value.equals("true");
    }

    private static List<String> segments(String path) {
        String inner = path.substring(1);
        if (inner.isEmpty()) {
            return List.of();
        }
        List<String> segments = new ArrayList<>();
        for (String raw : inner.split("/", -1)) {
            String segment = decode(raw, false);
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw Refusals.noSuchPath();
            }
            segments.add(segment);
        }
        return segments;
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query.isEmpty()) {
            return parameters;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
            String value = equals < 0 ? "true" : decode(pair.substring(equals + 1), true);
            if (parameters.put(name, value) != null || parameters.size() > MOST_PARAMETERS) {
                throw bad("Expected each query parameter once, and few of them.");
            }
        }
        return parameters;
    }

    /** Percent-decoding into well-formed UTF-8 without control characters. */
    private static String decode(String raw, boolean plusIsBlank) {
        ByteBuffer bytes = ByteBuffer.allocate(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes.put((byte) (digit(raw, i + 1) << 4 | digit(raw, i + 2)));
                i += 2;
            } else if (c > ' ' && c < 0x7f) {
                bytes.put((byte) (c == '+' && plusIsBlank ? ' ' : c));
            } else {
                throw bad("Expected the path to be percent-encoded UTF-8.");
            }
        }
        return text(bytes.flip());
    }

    private static String text(ByteBuffer bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw bad("Expected a path without control characters.");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw bad("Expected the path to be percent-encoded UTF-8.");
        }
    }

    private static int digit(String raw, int at) {
        int digit = at < raw.length() ? Character.digit(raw.charAt(at), 16) : -1;
        if (digit < 0) {
            throw bad("Expected two hexadecimal digits after '%'.");
        }
        return digit;
    }

    private static RuntimeException bad(String message) {
        return Refusals.malformed("malformed_path", message);
    }
}
