package dev.covey.raft.seal;

import dev.covey.raft.disk.DamagedFileException;
import dev.covey.runtime.ids.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The seal of one directory, in memory and on the disk. Safe for use by many threads. */
public final class SealFile {

    /** How the file is called. */
    public static final String NAME = "seal";

    private static final Logger LOG = LoggerFactory.getLogger(SealFile.class);

    private final Path file;
    private volatile Seal now;
    private volatile Seal written;
    private boolean closed;

    private SealFile(Path file, Seal now) {
        this.file = file;
        this.now = now;
        this.written = now;
    }

    /**
     * Reads the seal of a directory.
     *
     * @throws DamagedFileException if it is not what was written, or is missing
     */
    public static SealFile open(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            throw new DamagedFileException(file, "it is missing");
        }
        return new SealFile(file, Seal.read(file));
    }

    /** Seals a directory that has no seal: a new one, or one of a version that had none. */
    public static void make(Path directory, Ids ids) throws IOException {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            Seal.fresh(ids).write(file);
        }
    }

    /** What is known now. */
    public Seal now() {
        return now;
    }

    /** Says durably that the directory is started once more. */
    public synchronized void raise(Ids ids) throws IOException {
        change(seal -> seal.with(seal.start().next(ids)), _ -> true);
    }

    /**
     * Changes the seal; blocks. What must be written and cannot is not known either.
     *
     * @param durably whether what is changed must be on the disk at once
     */
    synchronized void change(UnaryOperator<Seal> how, Predicate<Seal> durably) throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        Seal next = how.apply(now);
        if (durably.test(now) && !next.equals(written)) {
            next.write(file);
            written = next;
        }
        now = next;
    }

    /** Nothing is written from now on: the directory may be somebody else's. */
    public synchronized void close() {
        closed = true;
    }

    /** Changes the seal in memory; it is written with the next note. */
    synchronized void keep(UnaryOperator<Seal> how) {
        now = how.apply(now);
    }

    /** Notes what the directory has now; blocks. If the disk is full, the next time will do. */
    public void note(Trace trace) {
        try {
            change(seal -> seal.with(trace), _ -> true);
        } catch (IOException e) {
            LOG.warn("cannot write {}: {}", file, e.toString());
        }
    }
}
