package dev.covey.kv.machine;

import dev.covey.kv.Bytes;
import dev.covey.kv.machine.Leases.Attachment;
import dev.covey.kv.tree.Editor;
import java.util.ArrayList;
import java.util.List;

/** The leases of one space in the middle of a batch. For one thread. */
final class LeasesDraft {

    private final Editor<Long, Long> seconds;
    private final Editor<Attachment, Boolean> attached;

    LeasesDraft(Leases before) {
        seconds = before.seconds().edit();
        attached = before.attached().edit();
    }

    Leases finish() {
        return new Leases(seconds.tree(), attached.tree());
    }

    boolean has(long lease) {
        return seconds.get(lease) != null;
    }

    long count() {
        return seconds.size();
    }

    void grant(long lease, long ttl) {
        seconds.put(lease, ttl);
    }

    /** Forgets a lease on which no key hangs any more. */
    void end(long lease) {
        seconds.remove(lease);
    }

    /** A key leaves one lease for another; 0 stands for none. */
    void move(Bytes key, long from, long to) {
        if (from == to) {
            return;
        }
        if (from != 0) {
            attached.remove(new Attachment(from, key));
        }
        if (to != 0) {
            attached.put(new Attachment(to, key), true);
        }
    }

    List<Bytes> keysOf(long lease) {
        List<Bytes> keys = new ArrayList<>();
        attached.walk(new Attachment(lease, Bytes.EMPTY), null, Leases.gather(lease, keys));
        return keys;
    }
}
