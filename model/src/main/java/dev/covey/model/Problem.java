package dev.covey.model;

import java.time.Duration;

/**
 * Why something was refused. One exhaustive switch makes an HTTP answer of it, another an exit
 * code; nobody matches on the text. The text says what was expected, what was found, and what to
 * do.
 */
public sealed interface Problem {

    /** The stable word that programs match on, such as {@code not_found}. */
    String code();

    /** One or two sentences for a person. Never holds a secret. */
    String message();

    /** A value that is not allowed, whatever the state of the cluster. */
    record Invalid(String field, String expected, String found) implements Problem {
        @Override
        public String code() {
            return "invalid";
        }

        @Override
        public String message() {
            return "Expected " + field + " to be " + expected + ", but it is '" + found + "'.";
        }
    }

    /** A request that cannot be read at all: broken JSON, a mutilated frame, an unknown option. */
    record Malformed(String code, String message) implements Problem {}

    /** What was named does not exist. */
    record NotFound(Kind kind, String name) implements Problem {
        @Override
        public String code() {
            return "not_found";
        }

        @Override
        public String message() {
            return "There is no " + kind.word() + " '" + name + "'.";
        }
    }

    /** A name or place is taken. */
    record AlreadyExists(Kind kind, String name) implements Problem {
        @Override
        public String code() {
            return "already_exists";
        }

        @Override
        public String message() {
            return "There is a " + kind.word() + " '" + name + "' already. Choose another name.";
        }
    }

    /** The thing moved since the caller read it ({@code If-Match}). */
    record Moved(Key key, long expected, long found) implements Problem {
        @Override
        public String code() {
            return "moved";
        }

        @Override
        public String message() {
            return "Expected %s at revision %d, but it is at %d. Read it again and repeat."
                    .formatted(key, expected, found);
        }
    }

    /** The state of the cluster forbids it; {@code code} says which rule. */
    record Conflict(String code, String message) implements Problem {}

    /** The caller is not known: no, wrong or expired credentials. */
    record Unauthenticated(String message) implements Problem {
        @Override
        public String code() {
            return "unauthenticated";
        }
    }

    /** The caller is known but may not; {@code code} says which rule. */
    record Forbidden(String code, String message) implements Problem {}

    /** A running operation holds the topology. */
    record Locked(String operation, String message) implements Problem {
        @Override
        public String code() {
            return "locked";
        }
    }

    /** A stated bound is reached. */
    record LimitReached(String code, String message) implements Problem {}

    /** No quorum, no active master, or overload: ask again later. Nothing was done. */
    record Unavailable(String message, Duration retryAfter) implements Problem {
        @Override
        public String code() {
            return "unavailable";
        }
    }

    /** The outcome is not known: it may or may not have happened. */
    record Unknown(String requestId) implements Problem {
        @Override
        public String code() {
            return "unknown";
        }

        @Override
        public String message() {
            return "The outcome is not known: it may have been done. Ask again with request id '"
                    + requestId
                    + "'.";
        }
    }

    /** The world outside failed: a disk, a remote machine, a program. */
    record Failed(String code, String message) implements Problem {}
}
