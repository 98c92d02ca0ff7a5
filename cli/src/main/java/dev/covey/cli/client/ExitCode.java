package dev.covey.cli.client;

import dev.covey.model.Problem;

/** What the exit codes of the program mean. */
public enum ExitCode {
    DONE(0),
    FAILED(1),
    USAGE(2),
    NOT_FOUND(3),
    CONFLICT(4),
    FORBIDDEN(5),
    UNAVAILABLE(6),
    UNKNOWN(7);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The number that the process ends with. */
    public int number() {
        return number;
    }

    /** The exit code of a refusal on this machine. */
    public static ExitCode of(Problem problem) {
        return switch (problem) {
            case Problem.Invalid _, Problem.Malformed _ -> USAGE;
            case Problem.NotFound _ -> NOT_FOUND;
            case Problem.AlreadyExists _, Problem.Moved _, Problem.Conflict _, Problem.Locked _ ->
                    CONFLICT;
            case Problem.Unauthenticated _, Problem.Forbidden _ -> FORBIDDEN;
            case Problem.Unavailable _ -> UNAVAILABLE;
            case Problem.Unknown _ -> UNKNOWN;
            case Problem.LimitReached _, Problem.Failed _ -> FAILED;
        };
    }

    /** The exit code of a refusal that a master answered, by its HTTP status. */
    public static ExitCode ofStatus(int status) {
        return switch (status) {
            case 400, 413, 415 -> USAGE;
            case 401, 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 409, 412, 423 -> CONFLICT;
            case 503 -> UNAVAILABLE;
            case 504 -> UNKNOWN;
            default -> FAILED;
        };
    }
}
