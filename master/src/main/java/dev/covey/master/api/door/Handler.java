package dev.covey.master.api.door;

import dev.covey.master.api.http.Response;

/** Answers calls. A refusal is a {@link dev.covey.model.ProblemException}; may block. */
@FunctionalInterface
public interface Handler {

    /** The answer. */
    Response handle(Call call);
}
