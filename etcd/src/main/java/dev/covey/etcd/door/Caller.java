package dev.covey.etcd.door;

import dev.covey.kv.KeyRange;
import dev.covey.kv.Op;

/** Who calls, and what they may; refuses with etcd's errors. Safe for use by many threads. */
public interface Caller {

    /** May do everything. */
    Caller ANYBODY =
            new Caller() {
                @Override
                public void mayExecute(Op op) {}

                @Override
                public void mayRead(KeyRange keys) {}

                @Override
                public void mayAdminister() {}
            };

    /** Wants to carry out an operation. */
    void mayExecute(Op op);

    /** Wants to read keys, now and later. */
    void mayRead(KeyRange keys);

    /** Wants to do what only administrators may. */
    void mayAdminister();
}
