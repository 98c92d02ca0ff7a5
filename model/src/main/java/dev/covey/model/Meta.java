package dev.covey.model;

import java.time.Instant;
import java.util.Map;

/**
 * Who a resource is.
 *
 * @param id unique for ever within its kind
 * @param name a label people use; unique within its kind, may change
 * @param generation raised by one with every change of the specification; starts at 1
 * @param createdAt cluster time
 * @param labels at most 32, keys and values at most 63 characters
 */
public record Meta(
        String id, String name, long generation, Instant createdAt, Map<String, String> labels) {

    private static final int MOST_LABELS = 32;

    public Meta {
        Check.id("id", id);
        Check.name("name", name);
        labels = Map.copyOf(labels);
        Check.most("labels", labels.size(), MOST_LABELS);
        labels.forEach(
                (k, v) -> {
                    Check.text("labels", k, 1, 63);
                    Check.text("labels." + k, v, 0, 63);
                });
    }

    /** A first generation without labels. */
    public static Meta first(String id, String name, Instant createdAt) {
        return new Meta(id, name, 1, createdAt, Map.of());
    }

    /** The same identity, one generation on. */
    public Meta next() {
        return new Meta(id, name, generation + 1, createdAt, labels);
    }

    /** The same identity under another name. */
    public Meta named(String other) {
        return new Meta(id, other, generation, createdAt, labels);
    }

    /** The same identity with other labels. */
    public Meta labelled(Map<String, String> others) {
        return new Meta(id, name, generation, createdAt, others);
    }
}
