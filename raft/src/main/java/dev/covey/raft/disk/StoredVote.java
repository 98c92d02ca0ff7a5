package dev.covey.raft.disk;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Ratis's file {@code raft-meta}: the term that a member is in, and for whom it voted there.
 *
 * @param vote empty if for nobody
 */
public record StoredVote(long term, String vote) {

    /** Where no file is yet. */
    public static final StoredVote NONE = new StoredVote(0, "");

    /** The file in the directory of the log. */
    public static Path file(Path directory) {
        return directory.resolve("raft-meta");
    }

    /**
     * Reads the file.
     *
     * @throws DamagedFileException if it is not what Ratis writes
     */
    public static StoredVote read(Path directory) throws IOException {
        Path file = file(directory);
        if (!Files.exists(file)) {
            return NONE;
        }
        Properties found = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            found.load(in);
            String term = found.getProperty("term", "");
            String vote = found.getProperty("votedFor");
            if (term.matches("\\d{1,18}") && vote != null) {
                return new StoredVote(Long.parseLong(term), vote);
            }
        } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException e) {
            throw new DamagedFileException(file, "it is not text: " + e.getMessage());
        }
        throw new DamagedFileException(file, "expected a term and a vote, but it has " + found);
    }

    /** Whether a member that was seen with another one may have come to this. */
    public boolean mayFollow(StoredVote before) {
        return term > before.term
                || (term == before.term && (before.vote.isEmpty() || before.vote.equals(vote)));
    }
}
