package dev.covey.master.api.http;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;

/** The refusals of HTTP itself. Their codes decide the status of the answer. */
public final class Refusals {

    static final String NO_SUCH_PATH = "no_such_path";
    static final String METHOD_NOT_ALLOWED = "method_not_allowed";
    static final String UNSUPPORTED_MEDIA_TYPE = "unsupported_media_type";
    static final String TOO_LARGE = "too_large";

    private Refusals() {}

    /** The request cannot be read. */
    public static ProblemException malformed(String code, String message) {
        return new ProblemException(new Problem.Malformed(code, message));
    }

    /** Nothing is served under the path. */
    public static ProblemException noSuchPath() {
        return malformed(NO_SUCH_PATH, "There is nothing at this path. See /v1/openapi.json.");
    }

    /** The path exists, but not with this method. */
    public static ProblemException methodNotAllowed(String allowed) {
        return malformed(
                METHOD_NOT_ALLOWED, "Expected one of " + allowed + " here. See /v1/openapi.json.");
    }

    /** The body is larger than a bound. */
    public static ProblemException tooLarge(int most) {
        return malformed(
                TOO_LARGE, "Expected a body of at most " + most + " bytes, but it is larger.");
    }

    /** The body is not of the right type. */
    public static ProblemException wrongType(String expected) {
        return malformed(
                UNSUPPORTED_MEDIA_TYPE,
                "Expected header Content-Type to be " + expected + ", but it is something else.");
    }
}
