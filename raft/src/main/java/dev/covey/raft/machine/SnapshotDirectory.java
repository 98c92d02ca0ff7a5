package dev.covey.raft.machine;

import dev.covey.kv.machine.State;
import dev.covey.kv.snapshot.SnapshotReader;
import dev.covey.raft.disk.DamagedFileException;
import dev.covey.raft.disk.Durable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ratis.io.MD5Hash;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.SnapshotRetentionPolicy;
import org.apache.ratis.statemachine.impl.SimpleStateMachineStorage;
import org.apache.ratis.statemachine.impl.SingleFileSnapshotInfo;
import org.apache.ratis.util.MD5FileUtil;
import org.jspecify.annotations.Nullable;

/** The snapshot files of this member, as Ratis names them. */
final class SnapshotDirectory extends SimpleStateMachineStorage {

    private final AtomicBoolean added = new AtomicBoolean();
    private volatile boolean empty;

    /** A snapshot, the entry that it ends with, and how long its file is. */
    record Loaded(State state, TermIndex at, long bytes) {}

    Path fileOf(TermIndex at) {
        return getSnapshotFile(at.getTerm(), at.getIndex()).toPath();
    }

    @Override
    public void init(RaftStorage storage) throws IOException {
        super.init(storage);
        loadLatestSnapshot();
    }

    synchronized void add(SingleFileSnapshotInfo snapshot) {
        updateLatestSnapshot(snapshot);
        empty = false;
        added.set(true);
    }

    /** Ratis asks for this with each message between members, and would read the directory. */
    @Override
    public @Nullable SingleFileSnapshotInfo getLatestSnapshot() {
        return empty ? null : super.getLatestSnapshot();
    }

    @Override
    public synchronized @Nullable SingleFileSnapshotInfo loadLatestSnapshot() {
        SingleFileSnapshotInfo found = super.loadLatestSnapshot();
        empty = found == null;
        return found;
    }

    /** Ratis asks for this after each entry; there is something to do only after a new snapshot. */
    @Override
    public void cleanupOldSnapshots(SnapshotRetentionPolicy policy) throws IOException {
        if (added.getAndSet(false)) {
            super.cleanupOldSnapshots(policy);
        }
    }

    /**
     * Reads the newest snapshot; null if there is none. It may have just been received, so it is
     * made durable before anything builds upon it.
     *
     * @throws IOException that names the file if its contents are not what was written
     */
    @Nullable Loaded load() throws IOException {
        SingleFileSnapshotInfo newest = loadLatestSnapshot();
        if (newest == null) {
            return null;
        }
        Path file = newest.getFile().getPath();
        Durable.file(file);
        Durable.nameOf(file);
        Durable.nameOf(file.resolveSibling(""));
        MessageDigest digest = MD5FileUtil.newMD5();
        try (InputStream in =
                new BufferedInputStream(
                        new DigestInputStream(Files.newInputStream(file), digest), 1 << 16)) {
            State state = SnapshotReader.read(in);
            if (!MD5Hash.newInstance(digest.digest()).equals(newest.getFile().getFileDigest())) {
                throw new DamagedFileException(
                        file,
                        "its checksum is not the one in %s.md5; either may be damaged"
                                .formatted(file.getFileName()));
            }
            return new Loaded(state, newest.getTermIndex(), Files.size(file));
        } catch (RuntimeException e) {
            throw new DamagedFileException(file, e.toString());
        }
    }
}
