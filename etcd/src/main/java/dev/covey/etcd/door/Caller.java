package dev.covey.etcd.door;

import dev.covey.kv.Bytes;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Op;

/** Who calls, and what they may; refuses with etcd's errors. Safe for use by many threads. */
public interface Caller {

    /**
     * The row of the system space that is there while callers must say who they are, and is written
     * with every change of who may what.
     */
    Bytes ROW = Bytes.of("e/judged");

    /** May do everything. */
    Caller ANYBODY =
            new Caller() {
                @Override
                public void mayExecute(Op op) {}

                @Override
                public void mayRead(KeyRange keys) {}

                @Override
                public void mayAdminister() {}

                @Override
                public long asOf() {
                    return 0;
                }
            };

    /** Who it is; empty while nobody must say so. */
    default String name() {
        return "";
    }

    /** Wants to carry out an operation. */
    void mayExecute(Op op);

    /** Wants to read keys, now and later. */
    void mayRead(KeyRange keys);

    /** Wants to do what only administrators may. */
    void mayAdminister();

    /** The modification revision of {@link #ROW} that all this is judged by; 0 for none. */
    long asOf();
}
