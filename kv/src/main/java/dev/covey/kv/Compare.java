package dev.covey.kv;

/** What a transaction asserts before it acts. */
public sealed interface Compare {

    /** The keys it speaks of. */
    KeyRange keys();

    /**
     * Holds if it holds for every key of the range. A range without keys is compared as one key
     * whose numbers are all 0, and never equals, exceeds or differs from any value: as in etcd.
     */
    record Field(KeyRange keys, Relation relation, Operand operand) implements Compare {}

    /**
     * Holds if no key of the range was put or deleted after a revision. It does not hold for a
     * revision below the compaction floor, because what was deleted there is forgotten.
     */
    record Unchanged(KeyRange keys, long since) implements Compare {}

    /** How the field of the key relates to the operand. */
    enum Relation {
        /** They are the same. */
        EQUAL,
        /** They differ. */
        NOT_EQUAL,
        /** The key's is the greater. */
        GREATER,
        /** The key's is the lesser. */
        LESS;

        /** Whether the relation holds, given the sign of field compared with operand. */
        public boolean holds(int sign) {
            return switch (this) {
                case EQUAL -> sign == 0;
                case NOT_EQUAL -> sign != 0;
                case GREATER -> sign > 0;
                case LESS -> sign < 0;
            };
        }
    }

    /** Which field of the key, and what it is compared with. */
    sealed interface Operand {
        /** The value. */
        record Value(Bytes value) implements Operand {
            /** The length; never the value, which may be secret. */
            @Override
            public String toString() {
                return "value of %d bytes".formatted(value.length());
            }
        }

        /** The version; 0 if there is no such key. */
        record Version(long version) implements Operand {}

        /** The create revision; 0 if there is no such key. */
        record Create(long revision) implements Operand {}

        /** The modification revision; 0 if there is no such key. */
        record Mod(long revision) implements Operand {}

        /** The lease; 0 if there is none. */
        record Lease(long lease) implements Operand {}
    }

    /** Asserts that a key is as it was read: its modification revision, or 0 for absent. */
    static Compare mod(Bytes key, long revision) {
        return new Field(KeyRange.single(key), Relation.EQUAL, new Operand.Mod(revision));
    }
}
