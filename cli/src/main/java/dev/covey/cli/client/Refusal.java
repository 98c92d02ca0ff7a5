package dev.covey.cli.client;

import java.io.Serial;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The command ends here, with a sentence for the person and an exit code for the script. */
public final class Refusal extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final ExitCode exit;
    private final transient Optional<JsonNode> problem;

    /** A refusal by the command line itself. */
    public Refusal(ExitCode exit, String message) {
        this(exit, message, Optional.empty());
    }

    /** A refusal by a master, with the problem as it answered it. */
    public Refusal(ExitCode exit, String message, Optional<JsonNode> problem) {
        super(message, null, false, false);
        this.exit = exit;
        this.problem = problem;
    }

    /** What the process ends with. */
    public ExitCode exit() {
        return exit;
    }

    /** The stable word of a master's problem; empty for one of our own. */
    public String code() {
        return problem.map(p -> p.path("code").asString("")).orElse("");
    }

    /** What a master answered. */
    public Optional<JsonNode> problem() {
        return problem;
    }
}
