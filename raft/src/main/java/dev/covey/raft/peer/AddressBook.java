package dev.covey.raft.peer;

import dev.covey.model.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Where nodes listen, as this process knows it. One for the whole process, because gRPC's registry
 * of name resolvers is: node ids are never reused, so several members in one process agree. Safe
 * for use by many threads.
 */
public final class AddressBook {

    private static final AddressBook SHARED = new AddressBook();

    private final Map<String, List<Endpoint>> told = new ConcurrentHashMap<>();
    private final Map<String, List<Endpoint>> detours = new ConcurrentHashMap<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

    private AddressBook() {}

    /** The book of this process. */
    public static AddressBook shared() {
        return SHARED;
    }

    /** Says where a node listens. */
    public void tell(String node, List<Endpoint> addresses) {
        if (!addresses.equals(told.put(node, List.copyOf(addresses)))) {
            changed();
        }
    }

    /**
     * Dials something else in place of a node's own addresses: a local link multiplexer, or in
     * tests a relay that can be cut. No addresses: the node's own again.
     */
    public void detour(String node, List<Endpoint> addresses) {
        if (addresses.isEmpty()) {
            detours.remove(node);
        } else {
            detours.put(node, List.copyOf(addresses));
        }
        changed();
    }

    /** Where to dial a node, best first; empty if nothing is known. */
    public List<Endpoint> find(String node) {
        List<Endpoint> detour = detours.get(node);
        return detour != null ? detour : told.getOrDefault(node, List.of());
    }

    /** Is run after each change until closed; must not block. */
    AutoCloseable watch(Runnable watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    private void changed() {
        watchers.forEach(Runnable::run);
    }
}
