package dev.covey.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a long job goes; written by the operations controller.
 *
 * @param attempt the attempt of the specification that this status is about
 * @param stages in order; all are listed from the start
 * @param log the last lines, at most 200
 * @param result what came of it, such as the id of a node, or why it failed; empty until it ended
 */
public record OperationStatus(
        State state, int attempt, List<Stage> stages, List<String> log, String result)
        implements Status {

    private static final int MOST_LINES = 200;

    /** The life of an operation. */
    public enum State implements StateWord {
        PENDING,
        AWAITING_CODE,
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED;

        /** True if nothing more will happen unless it is retried. */
        public boolean ended() {
            return this == SUCCEEDED || this == FAILED || this == CANCELLED;
        }
    }

    /**
     * One step.
     *
     * @param message what happened, or why it failed
     */
    public record Stage(
            String name,
            State state,
            String message,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt) {}

    public OperationStatus {
        stages = List.copyOf(stages);
        Check.most("stages", stages.size(), 32);
        log = List.copyOf(log.subList(Math.max(0, log.size() - MOST_LINES), log.size()));
    }
}
