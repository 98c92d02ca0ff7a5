package dev.covey.raft.disk;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** A file of the store does not hold what was written to it. */
public final class DamagedFileException extends IOException {

    @Serial private static final long serialVersionUID = 1;

    /** Names the file and says what is wrong with it. */
    public DamagedFileException(Path file, String why) {
        super(file + " is damaged: " + why);
    }
}
