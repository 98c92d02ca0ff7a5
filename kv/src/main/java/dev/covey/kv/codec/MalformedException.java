package dev.covey.kv.codec;

import java.io.Serial;

/** Bytes that are not what they should be: cut short, mutilated, or of an unknown version. */
public class MalformedException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    /** What was expected and what was found; never the bytes themselves. */
    public MalformedException(String message) {
        super(message);
    }
}
