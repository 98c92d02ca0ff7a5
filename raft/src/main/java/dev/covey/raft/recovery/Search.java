package dev.covey.raft.recovery;

import dev.covey.kv.machine.Machine;
import dev.covey.kv.snapshot.SnapshotReader;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.raft.disk.DamagedFileException;
import dev.covey.raft.disk.Reach;
import dev.covey.raft.disk.StoredLog;
import dev.covey.raft.disk.StoredMembers;
import dev.covey.raft.disk.StoredSnapshot;
import dev.covey.raft.disk.StoredVote;
import dev.covey.raft.seal.Judge;
import dev.covey.raft.seal.Seal;
import dev.covey.raft.seal.SealFile;
import dev.covey.raft.seal.Trace;
import dev.covey.raft.server.MemberPlace;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.jspecify.annotations.Nullable;

/** Looks for what is sound in a directory. The directory must not be in use. */
public final class Search {

    private static final int BUFFER = 1 << 16;

    private final Path directory;
    private final Machine machine = new Machine();
    private final List<String> damage = new ArrayList<>();
    private long applied = -1;
    private @Nullable StoredSnapshot snapshot;

    private Search(Path directory) {
        this.directory = directory;
    }

    /**
     * Reads all of a member's directory.
     *
     * @throws ProblemException if there is none, or it cannot be read
     */
    public static Survivor of(Path directory) {
        try {
            return new Search(directory).find();
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem.Failed("store_unusable", "Cannot read " + directory + ": " + e));
        }
    }

    private Survivor find() throws IOException {
        Optional<MemberPlace> place = noting(() -> MemberPlace.of(directory));
        Path group = place.map(MemberPlace::group).orElseGet(this::onlyGroup);
        Trace trace = place.map(MemberPlace::sealed).orElse(true) ? trace() : Trace.NONE;
        Path current = group.resolve("current");
        Optional<StoredMembers> members =
                noting(() -> StoredMembers.read(current)).flatMap(found -> found);
        long term = noting(() -> StoredVote.read(current)).map(StoredVote::term).orElse(0L);
        noting(() -> new Judge(group, trace).pass());
        readSnapshot(group.resolve("sm"));
        Reach log = StoredLog.read(current, applied, this::replay);
        log.damage().map(Throwable::getMessage).ifPresent(this::note);
        String node = place.map(MemberPlace::node).orElse("");
        boolean alone =
                members.map(found -> found.onlyVoter(node))
                        .orElse(place.map(MemberPlace::aloneAtFirst).orElse(false));
        return new Survivor(
                String.valueOf(group.getFileName()),
                node,
                alone,
                Math.max(term, log.term()),
                trace.held(),
                Optional.ofNullable(snapshot),
                log,
                machine.state(),
                applied,
                damage);
    }

    private Trace trace() {
        return noting(() -> SealFile.open(directory).now()).map(Seal::trace).orElse(Trace.NONE);
    }

    private Path onlyGroup() {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> groups = files.filter(Search::isGroup).toList();
            if (groups.size() == 1) {
                return groups.getFirst();
            }
        } catch (IOException e) {
            note(e.toString());
        }
        throw new ProblemException(
                new Problem.Conflict(
                        "store_missing",
                        "Expected the store of a member in %s, but there is none."
                                .formatted(directory)));
    }

    private static boolean isGroup(Path path) {
        try {
            String name = String.valueOf(path.getFileName());
            return UUID.fromString(name).toString().equals(name) && Files.isDirectory(path);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * The snapshot's own checksums are asked: the file beside it may be the one that is damaged.
     */
    private void readSnapshot(Path machines) throws IOException {
        for (StoredSnapshot each : StoredSnapshot.in(machines)) {
            try (InputStream in =
                    new BufferedInputStream(Files.newInputStream(each.file()), BUFFER)) {
                machine.restore(SnapshotReader.read(in));
                snapshot = each;
                applied = each.index();
                return;
            } catch (IOException | RuntimeException e) {
                note(new DamagedFileException(each.file(), String.valueOf(e.getMessage())));
            }
        }
    }

    private void replay(LogEntryProto entry) {
        if (entry.getIndex() != applied + 1) {
            return;
        }
        if (entry.hasStateMachineLogEntry()) {
            try {
                byte[] batch = entry.getStateMachineLogEntry().getLogData().toByteArray();
                machine.apply(entry.getTerm(), batch);
            } catch (RuntimeException e) {
                note("entry " + entry.getIndex() + " of the log cannot be applied: " + e);
                return;
            }
        }
        applied = entry.getIndex();
    }

    private <T> Optional<T> noting(Reading<T> reading) {
        try {
            return Optional.of(reading.read());
        } catch (ProblemException e) {
            note(e.problem().message());
        } catch (IOException e) {
            note(e);
        }
        return Optional.empty();
    }

    private void note(IOException failure) {
        note(
                failure instanceof DamagedFileException
                        ? String.valueOf(failure.getMessage())
                        : failure.toString());
    }

    private void note(String what) {
        if (!damage.contains(what)) {
            damage.add(what);
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }
}
