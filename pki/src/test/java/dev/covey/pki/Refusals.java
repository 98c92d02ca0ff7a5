package dev.covey.pki;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a call was refused with. */
public final class Refusals {

    private Refusals() {}

    /** The problem; fails if the call succeeds or fails in another way. */
    public static Problem of(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call).problem();
    }

    /** The problem's code. */
    public static String code(ThrowingCallable call) {
        return of(call).code();
    }
}
