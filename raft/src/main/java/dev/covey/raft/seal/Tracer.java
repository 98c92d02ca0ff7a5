package dev.covey.raft.seal;

import dev.covey.raft.disk.StoredMembers;
import dev.covey.raft.disk.StoredVote;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the directory of a member that is running. */
public record Tracer(Path current) {

    private static final Logger LOG = LoggerFactory.getLogger(Tracer.class);

    /**
     * What is there now.
     *
     * @param held see {@link Trace}
     * @param before what was seen last; it stays where a file cannot be read now
     */
    public Trace look(long held, Trace before) {
        try {
            StoredVote vote = StoredVote.read(current);
            Optional<StoredMembers> members = StoredMembers.read(current);
            return new Trace(
                    vote.term(),
                    vote.vote(),
                    members.map(StoredMembers::index).orElse(-1L),
                    members.map(StoredMembers::sum).orElse("-"),
                    Math.max(held, before.held()));
        } catch (IOException e) {
            LOG.warn("cannot look at {}: {}", current, e.toString());
            return before;
        }
    }
}
