package dev.covey.etcd.auth;

import dev.covey.kv.Bytes;
import dev.covey.kv.KeyRange;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether keys are covered by ranges taken together. */
final class Coverage {

    private static final Bytes ZERO = Bytes.wrap(new byte[] {0});

    static boolean of(KeyRange wanted, List<KeyRange> granted) {
        if (wanted.isSingle()) {
            return granted.stream().anyMatch(range -> range.contains(wanted.key()));
        }
        Bytes reached = wanted.key();
        Bytes end = wanted.isOpen() ? null : wanted.end();
        List<KeyRange> byStart =
                granted.stream().sorted(Comparator.comparing(KeyRange::key)).toList();
        for (KeyRange range : byStart) {
            if (range.key().compareTo(reached) > 0) {
                return false;
            }
            Bytes to = end(range);
            if (to == null || (end != null && to.compareTo(end) >= 0)) {
                return true;
            }
            reached = to.compareTo(reached) > 0 ? to : reached;
        }
        return false;
    }

    /** The first key after a range; null if it has no end. */
    private static @Nullable Bytes end(KeyRange range) {
        if (range.isOpen()) {
            return null;
        }
        return range.isSingle() ? next(range.key()) : range.end();
    }

    private static Bytes next(Bytes key) {
        byte[] longer = new byte[key.length() + ZERO.length()];
        key.copyInto(longer, 0);
        return Bytes.wrap(longer);
    }

    private Coverage() {}
}
