package dev.covey.raft.server;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.raft.disk.DamagedFileException;
import dev.covey.raft.disk.DirectoryLock;
import dev.covey.raft.disk.Patrol;
import dev.covey.raft.seal.SealFile;
import dev.covey.raft.seal.Tracer;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.quorum.PeerSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of a member, taken by this process and found to be sound.
 *
 * @param alone whether this member is the only voter, as far as it knows
 * @param last the last entry that was in it when it was taken
 */
record Own(
        DirectoryLock lock, SealFile seal, Tracer tracer, boolean alone, long last, Patrol patrol)
        implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Own.class);

    /** Takes a directory, or refuses. From then on it counts as started once more. */
    static Own take(RatisMember.Place place, List<PeerSpec> founders) {
        try {
            DirectoryLock lock =
                    DirectoryLock.take(place.directory())
                            .orElseThrow(() -> StartFailure.inUse(place.directory()));
            try {
                return judged(place, founders, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (DamagedFileException e) {
            throw StartFailure.damaged(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem.Failed(
                            "store_unusable", "Cannot use " + place.directory() + ": " + e));
        }
    }

    private static Own judged(RatisMember.Place place, List<PeerSpec> founders, DirectoryLock lock)
            throws IOException {
        SealFile seal = SealFile.open(place.directory());
        GroupDirectory data = new GroupDirectory(place.directory(), place.cluster());
        data.check();
        long last = data.judge(seal.now());
        boolean alone = data.soleVoter(place.node(), founders);
        seal.raise(Ids.secure());
        return new Own(
                lock, seal, new Tracer(data.current()), alone, last, new Patrol(data.group()));
    }

    /** Writes down what is there now. */
    void note(long held) {
        seal.note(tracer.look(held, seal.now().trace()));
    }

    /** Reads the next of the files that are not written to; says why they must not be used. */
    Optional<Problem> read() {
        try {
            patrol.step();
        } catch (DamagedFileException e) {
            return Optional.of(StartFailure.damaged(String.valueOf(e.getMessage())).problem());
        } catch (IOException e) {
            LOG.warn("cannot read again what was written: {}", e.toString());
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        seal.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
