package dev.covey.model;

import java.time.Instant;
import java.util.List;

/**
 * How a node is; written by the membership controller. Live figures (CPU, traffic) are not here:
 * they never enter the log.
 *
 * @param since cluster time of the last change of state
 * @param why one sentence
 * @param version of Covey on the node; empty until it first reported
 * @param warnings such as "Xray is missing: …" or a stepped clock
 */
public record NodeStatus(
        State state, Instant since, String why, String version, List<String> warnings)
        implements Status {

    /** The life of a node. */
    public enum State implements StateWord {
        JOINING,
        READY,
        LOST,
        REMOVED
    }

    public NodeStatus {
        warnings = List.copyOf(warnings);
        Check.most("warnings", warnings.size(), 32);
    }
}
