package dev.covey.runtime.resource;

import dev.covey.model.Key;
import dev.covey.model.Resource;
import dev.covey.model.Spec;
import dev.covey.model.Status;
import dev.covey.runtime.store.Row;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers decoded resources by the revisions of their rows, so that a list of thousands decodes
 * only what changed. Bounded: when full it starts anew. Safe from any thread.
 */
public final class Decoded {

    private static final int MOST = 250_000;

    private record Entry(long spec, long status, Resource<Spec, Status> resource) {}

    private final ConcurrentHashMap<Key, Entry> entries = new ConcurrentHashMap<>();

    Resource<Spec, Status> read(Key key, Row row, Optional<Row> status) {
        long statusRevision = status.map(Row::modRevision).orElse(0L);
        Entry entry = entries.get(key);
        if (entry != null
                && entry.spec() == row.modRevision()
                && entry.status() == statusRevision) {
            return entry.resource();
        }
        Resource<Spec, Status> resource = Resources.decode(key, row, status);
        if (entries.size() >= MOST) {
            entries.clear();
        }
        entries.put(key, new Entry(row.modRevision(), statusRevision, resource));
        return resource;
    }
}
