package dev.covey.master.command;

import dev.covey.model.Kind;
import java.util.Optional;

/** One use case with its input. Pure: it reads nothing but the moment and changes nothing. */
public interface Command {

    /** What it is about. */
    Kind kind();

    /** The word for the audit after the kind, such as {@code create}. */
    String verb();

    /** Judges it; a refusal is a {@link dev.covey.model.ProblemException}. */
    Drafted draft(Moment moment);

    /**
     * Commands of one lane are done one after another, because all of them would change the same
     * row and most would be in vain.
     */
    default Optional<String> lane() {
        return Optional.empty();
    }

    /** The word for the audit, such as {@code user.create}. */
    default String action() {
        return kind().word() + "." + verb();
    }
}
