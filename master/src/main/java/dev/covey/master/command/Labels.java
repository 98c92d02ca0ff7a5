package dev.covey.master.command;

import dev.covey.model.Meta;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Changes of labels.
 *
 * @param changes by key; empty takes the label away
 */
public record Labels(Map<String, Optional<String>> changes) {

    /** No changes. */
    public static final Labels UNCHANGED = new Labels(Map.of());

    public Labels {
        changes = Map.copyOf(changes);
    }

    /** The meta with the changed labels. */
    public Meta of(Meta meta) {
        Map<String, String> labels = new HashMap<>(meta.labels());
        changes.forEach(
                (key, value) ->
                        value.ifPresentOrElse(v -> labels.put(key, v), () -> labels.remove(key)));
        return meta.labelled(labels);
    }
}
