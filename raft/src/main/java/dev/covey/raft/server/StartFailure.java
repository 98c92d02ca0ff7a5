package dev.covey.raft.server;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.raft.disk.DamagedFileException;
import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.ratis.io.CorruptedFileException;
import org.apache.ratis.protocol.exceptions.ChecksumException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the project's words why a member did not start. */
final class StartFailure {

    private static final String BIND = "Failed to bind";
    private static final Logger LOG = LoggerFactory.getLogger(StartFailure.class);

    static ProblemException of(RatisMember.Place place, Throwable failure) {
        LOG.debug("the member did not start", failure);
        List<Throwable> causes = new ArrayList<>();
        for (Throwable t = failure; t != null && !causes.contains(t); t = t.getCause()) {
            causes.add(t);
            causes.addAll(List.of(t.getSuppressed()));
        }
        for (Throwable cause : causes) {
            switch (cause) {
                case ProblemException problem -> {
                    return problem;
                }
                case DamagedFileException damaged -> {
                    return damaged(String.valueOf(damaged.getMessage()));
                }
                case CorruptedFileException damaged -> {
                    return damaged(String.valueOf(damaged.getMessage()));
                }
                case ChecksumException damaged -> {
                    return damaged("The log in " + place.directory() + ": " + damaged.getMessage());
                }
                // Netty's native transport says it in words of its own.
                case IOException bind when String.valueOf(bind.getMessage()).contains(BIND) -> {
                    return failed(
                            "port_taken",
                            "Expected to listen on %s, but cannot. Free the port or use another."
                                    .formatted(place.listen()));
                }
                case OverlappingFileLockException _ -> {
                    return inUse(place.directory());
                }
                default -> LOG.trace("not the reason", cause);
            }
        }
        return failed(
                "store_start",
                "The store in %s did not start: %s".formatted(place.directory(), causes.getLast()));
    }

    static ProblemException inUse(Path directory) {
        return failed(
                "store_in_use",
                "Expected to be alone in %s, but another process uses it.".formatted(directory));
    }

    static ProblemException damaged(String what) {
        return failed(
                "store_damaged",
                what
                        + ". This member must not go on with it. If other masters are well, remove"
                        + " this node and let it join again; else restore a backup.");
    }

    private static ProblemException failed(String code, String message) {
        return new ProblemException(new Problem.Failed(code, message));
    }

    private StartFailure() {}
}
