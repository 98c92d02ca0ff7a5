package dev.covey.runtime.store;

/** One change of one row. */
public sealed interface Change {

    /** The row. */
    String key();

    /** Writes a row. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Put(String key, byte[] value) implements Change {
        /** The key; never the value, which may be secret. */
        @Override
        public String toString() {
            return "put " + key;
        }
    }

    /** Deletes a row; deleting what is not there is no error. */
    record Delete(String key) implements Change {}
}
