package dev.covey.kv.codec;

import java.io.Serial;

/**
 * An entry of the log asks for something that this program does not know. The replica must halt:
 * only a newer program can apply the entry.
 */
public final class UnknownCommandException extends MalformedException {

    @Serial private static final long serialVersionUID = 1;

    /** What was not known. */
    public UnknownCommandException(String what, long found) {
        super(
                "Expected a known %s, but found number %d. Run a newer Covey on this node."
                        .formatted(what, found));
    }
}
