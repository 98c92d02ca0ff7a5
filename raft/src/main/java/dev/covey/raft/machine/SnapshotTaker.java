package dev.covey.raft.machine;

import dev.covey.kv.machine.State;
import dev.covey.kv.snapshot.SnapshotWriter;
import dev.covey.raft.disk.Durable;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.statemachine.impl.SingleFileSnapshotInfo;
import org.apache.ratis.util.MD5FileUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes snapshots beside the applying thread, from a state that never changes. A snapshot counts
 * once its contents, its checksum and their names are durable; only then may Ratis drop the log
 * before it.
 */
final class SnapshotTaker {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotTaker.class);

    private final SnapshotPolicy policy;
    private final SnapshotDirectory directory;
    private final Executor executor;
    private final Clock clock;
    private final AtomicReference<@Nullable TermIndex> finished = new AtomicReference<>();
    private volatile boolean writing;
    private volatile long size;
    private long bytes;
    private long since;

    SnapshotTaker(
            SnapshotPolicy policy, SnapshotDirectory directory, Executor executor, Clock clock) {
        this.policy = policy;
        this.directory = directory;
        this.executor = executor;
        this.clock = clock;
    }

    /** Counts an entry that was applied. Applying thread only. */
    void logged(int size) {
        bytes += size;
    }

    /** A snapshot of so many bytes that ends at an entry is there. Applying thread only. */
    void startFrom(long index, long snapshotBytes) {
        size = snapshotBytes;
        count(index);
    }

    private void count(long index) {
        since = index;
        bytes = 0;
    }

    /**
     * Begins a snapshot if one is due. Applying thread only.
     *
     * @return the last entry of a snapshot that was finished meanwhile, or Ratis's word for none
     */
    long progress(State state, TermIndex at) {
        TermIndex done = finished.getAndSet(null);
        if (done != null) {
            return done.getIndex();
        }
        if (!writing && policy.isDue(at.getIndex() - since, bytes, size)) {
            count(at.getIndex());
            writing = true;
            executor.execute(() -> write(state, at));
        }
        return RaftLog.INVALID_LOG_INDEX;
    }

    private void write(State state, TermIndex at) {
        Path file = directory.fileOf(at);
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            SnapshotOutput.Written written;
            try (SnapshotOutput out = new SnapshotOutput(fresh, new Pace(clock, Tasks::pause))) {
                SnapshotWriter.write(state, out);
                written = out.finish();
            }
            MD5FileUtil.saveMD5File(file.toFile(), written.digest());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            Durable.nameOf(file);
            directory.add(new SingleFileSnapshotInfo(new FileInfo(file, written.digest()), at));
            size = written.bytes();
            finished.set(at);
        } catch (IOException | RuntimeException e) {
            // The log stays as long as it must; the next one that is due tries again.
            LOG.error("cannot write the snapshot at {}", at, e);
            forget(fresh);
        } finally {
            writing = false;
        }
    }

    /** What is half written would keep a full disk full. */
    private static void forget(Path fresh) {
        try {
            Files.deleteIfExists(fresh);
        } catch (IOException e) {
            LOG.error("cannot delete {}", fresh, e);
        }
    }
}
