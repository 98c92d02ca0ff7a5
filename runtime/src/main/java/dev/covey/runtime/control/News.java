package dev.covey.runtime.control;

import dev.covey.model.Problem;

/** What an effect says of itself. Told until the plan made of it is committed. */
public sealed interface News {
    /** The effect it is about. */
    Effect effect();

    /** It goes on. Of many lines in a short time the oldest may be left out. */
    record Progress(Effect effect, String stage, String line) implements News {}

    /** It is done. */
    record Done(Effect effect, String result) implements News {}

    /** It has failed, wholly or in part. */
    record Failed(Effect effect, Problem problem) implements News {}
}
