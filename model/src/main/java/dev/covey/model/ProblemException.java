package dev.covey.model;

import java.io.Serial;

/** Carries a {@link Problem} up to the door where it becomes an answer. Has no stack trace. */
public final class ProblemException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final transient Problem problem;

    /** A refusal. */
    public ProblemException(Problem problem) {
        super(problem.code() + ": " + problem.message(), null, false, false);
        this.problem = problem;
    }

    /** What was refused and why. */
    public Problem problem() {
        return problem;
    }
}
