package dev.covey.raft.server;

import dev.covey.raft.disk.DamagedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whose data a directory holds.
 *
 * @param peer the id of the member
 */
public record Resident(String cluster, String peer) {

    /**
     * Who has made a directory its own; empty if nobody has yet.
     *
     * @throws dev.covey.model.ProblemException if what says so cannot be read
     */
    public static Optional<Resident> of(Path directory) {
        try {
            return Files.exists(MemberFile.in(directory))
                    ? Optional.of(MemberFile.resident(directory))
                    : Optional.empty();
        } catch (DamagedFileException e) {
            throw StartFailure.damaged(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw MemberFile.unusable(directory, e);
        }
    }
}
