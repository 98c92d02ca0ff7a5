package dev.covey.kv;

/**
 * One key or a run of keys, written as etcd's clients write it.
 *
 * @param key the first key
 * @param end empty for this one key; a single zero byte for all keys from the first on; otherwise
 *     the first key that is no longer meant (so an end at or before the key means no key)
 */
public record KeyRange(Bytes key, Bytes end) {

    private static final Bytes ZERO = Bytes.wrap(new byte[] {0});

    /** One key. */
    public static KeyRange single(Bytes key) {
        return new KeyRange(key, Bytes.EMPTY);
    }

    /** All keys of a space. */
    public static KeyRange all() {
        return new KeyRange(ZERO, ZERO);
    }

    /** All keys that begin with a prefix; the empty prefix means all keys. */
    public static KeyRange prefix(Bytes prefix) {
        if (prefix.isEmpty()) {
            return all();
        }
        Bytes end = prefix.afterPrefix();
        return new KeyRange(prefix, end.isEmpty() ? ZERO : end);
    }

    /** Whether this is one key. */
    public boolean isSingle() {
        return end.isEmpty();
    }

    /** Whether this runs to the last key of the space. */
    public boolean isOpen() {
        return end.equals(ZERO);
    }

    /** Whether a key is in this range. */
    public boolean contains(Bytes candidate) {
        if (isSingle()) {
            return key.equals(candidate);
        }
        return key.compareTo(candidate) <= 0 && (isOpen() || candidate.compareTo(end) < 0);
    }
}
