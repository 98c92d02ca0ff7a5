package dev.covey.agent.disk;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.function.Consumer;

/** An append-only log of records that outlives its process. For one thread at a time. */
public interface Records extends AutoCloseable {

    /**
     * A record.
     *
     * @param kind what the owner of the log calls it
     */
    record Entry(byte kind, ByteString body) {}

    /** Where a log is found. */
    @FunctionalInterface
    interface Place {
        /** Opens the log, which is made if it is missing, and replays what it holds. */
        Records open(Consumer<Entry> replay) throws IOException;
    }

    /** Whether damage was found at opening: more than a torn end. */
    boolean damaged();

    /** The size in bytes. */
    long size() throws IOException;

    /** Appends a record. It is on the disk after {@link #force}. */
    void append(byte kind, ByteString body) throws IOException;

    /** Returns when everything appended is on the disk. */
    void force() throws IOException;

    /**
     * Replaces the whole log by other records; returns when they are on the disk. A crash on the
     * way leaves the old log or the new one. This log is closed by it.
     *
     * @return the log to go on with
     */
    Records rewrite(Iterable<Entry> entries) throws IOException;

    @Override
    void close() throws IOException;
}
