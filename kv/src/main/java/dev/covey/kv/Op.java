package dev.covey.kv;

import java.util.List;

/** What a request does in one space. */
public sealed interface Op {

    /**
     * Reads keys.
     *
     * @param revision 0 for now; otherwise the keys as they were at that revision
     * @param limit most keys to return; 0 for no limit
     */
    record Range(
            KeyRange keys,
            long revision,
            long limit,
            RangePart part,
            RangeOrder order,
            RangeFilter filter)
            implements Op {

        /** All of a range as it is now. */
        public static Range of(KeyRange keys) {
            return at(keys, 0);
        }

        /** All of a range as it was at a revision. */
        public static Range at(KeyRange keys, long revision) {
            return new Range(
                    keys, revision, 0, RangePart.ALL, RangeOrder.DEFAULT, RangeFilter.NONE);
        }
    }

    /**
     * Writes a key.
     *
     * @param lease 0 for none
     * @param previous whether the reply carries the version before
     * @param keepValue take the value of the version before, which must exist
     * @param keepLease take the lease of the version before, which must exist
     */
    record Put(
            Bytes key,
            Bytes value,
            long lease,
            boolean previous,
            boolean keepValue,
            boolean keepLease)
            implements Op {

        /** The key and the length of the value; never the value, which may be secret. */
        @Override
        public String toString() {
            return "put %s (%d bytes)".formatted(key, value.length());
        }

        /** A plain put. */
        public static Put of(Bytes key, Bytes value) {
            return new Put(key, value, 0, false, false, false);
        }
    }

    /**
     * Deletes keys; deleting nothing changes nothing and is no error.
     *
     * @param previous whether the reply carries the versions before
     */
    record DeleteRange(KeyRange keys, boolean previous) implements Op {

        /** A plain deletion. */
        public static DeleteRange of(KeyRange keys) {
            return new DeleteRange(keys, false);
        }
    }

    /**
     * Compares, then does one of two lists, all at one revision. The compares of nested
     * transactions are judged before anything is done, as in etcd.
     */
    record Txn(List<Compare> compares, List<Op> success, List<Op> failure) implements Op {

        /** Copies the lists. */
        public Txn {
            compares = List.copyOf(compares);
            success = List.copyOf(success);
            failure = List.copyOf(failure);
        }
    }
}
