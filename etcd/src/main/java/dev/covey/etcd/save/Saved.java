package dev.covey.etcd.save;

import dev.covey.kv.codec.Encoder;
import dev.covey.kv.machine.SpaceState;
import dev.covey.kv.machine.State;
import dev.covey.kv.snapshot.SnapshotWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A save that can be written: how long it will be is known before. */
public final class Saved {

    /** "COVEYDB" and a line feed. */
    static final long MAGIC = 0x434f_5645_5944_420aL;

    static final int VERSION = 1;
    static final int HEAD = Long.BYTES + Integer.BYTES + Long.BYTES;
    static final int SUM = 32;
    private static final int SECTOR = 512;

    private final State state;
    private final long length;

    /**
     * What is kept of a store. Takes as long as writing it.
     *
     * @param user the user space
     * @param system the system space of the same moment
     */
    public Saved(SpaceState user, SpaceState system) throws IOException {
        state = Kept.of(user, system);
        Counter counter = new Counter();
        SnapshotWriter.write(state, counter);
        length = counter.count;
    }

    /** How long it is, in bytes. */
    public long size() {
        return HEAD + length + padding(length) + SUM;
    }

    static long padding(long length) {
        return SECTOR - 1 - (HEAD + length + SECTOR - 1) % SECTOR;
    }

    /** Writes it and flushes the stream. */
    public void writeTo(OutputStream stream) throws IOException {
        DigestOutputStream out = new DigestOutputStream(stream, sum());
        out.write(new Encoder(HEAD).fixed64(MAGIC).fixed32(VERSION).fixed64(length).toArray());
        SnapshotWriter.write(state, out);
        out.write(new byte[(int) padding(length)]);
        out.on(false);
        out.write(out.getMessageDigest().digest());
        out.flush();
    }

    static MessageDigest sum() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static final class Counter extends FilterOutputStream {
        private long count;

        Counter() {
            super(OutputStream.nullOutputStream());
        }

        @Override
        public void write(int one) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int many) {
            count += many;
        }
    }
}
