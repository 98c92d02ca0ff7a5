package dev.covey.model;

import java.util.List;

/**
 * How a cluster is.
 *
 * @param why one sentence: why it is in this state
 * @param warnings what an administrator should know, such as an even number of masters
 */
public record ClusterStatus(State state, String why, List<String> warnings) implements Status {

    /** The life of a cluster. */
    public enum State implements StateWord {
        PROVISIONING,
        ACTIVE,
        DEGRADED,
        ARCHIVED
    }

    public ClusterStatus {
        warnings = List.copyOf(warnings);
    }
}
