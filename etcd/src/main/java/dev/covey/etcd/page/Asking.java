package dev.covey.etcd.page;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What follows the question mark.
 *
 * @param pairs NAME or NAME=VALUE
 */
record Asking(List<String> pairs) {

    /** Reads it. */
    static Asking of(URI asked) {
        String raw = Optional.ofNullable(asked.getRawQuery()).orElse("");
        return new Asking(Arrays.asList(raw.split("&", -1)));
    }

    /** Every value that a name has, in order. */
    List<String> all(String name) {
        return pairs.stream()
                .filter(pair -> pair.equals(name) || pair.startsWith(name + "="))
                .map(pair -> decoded(pair.substring(Math.min(pair.length(), name.length() + 1))))
                .toList();
    }

    /** Whether a name is there with a value that Go reads as true. */
    boolean says(String name) {
        return all(name).stream().findFirst().filter(Asking::isTrue).isPresent();
    }

    private static boolean isTrue(String text) {
        return List.of("1", "t", "T", "true", "TRUE", "True").contains(text);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
