package dev.covey.master.dispatch;

import dev.covey.runtime.store.Watch;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds back what rests on what was watched, until the watches have delivered all that the store
 * had when it was asked for: a master that lags behind its own store must not take back what an
 * agent was told by one that did not. Before that, until all that was there at the beginning has
 * been read. For one thread.
 */
final class CaughtUp {
    private static final long NOT_LOADED = -1;

    private List<Watch> watches = List.of();

    /** By watch, and last what was there at the beginning. */
    private long[] delivered = {NOT_LOADED};

    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    private record Waiting(long revision, Runnable what) {}

    /** Everything up to a revision is being read; the rest comes by these watches. */
    void begin(List<Watch> following, long revision) {
        watches = List.copyOf(following);
        delivered = new long[watches.size() + 1];
        Arrays.fill(delivered, revision);
        delivered[watches.size()] = NOT_LOADED;
        waiting.clear();
    }

    /** Everything up to the revision of the beginning was read. */
    void loaded() {
        delivered(watches.size(), Long.MAX_VALUE);
    }

    /** Whether everything up to the revision of the beginning was read. */
    boolean isLoaded() {
        return delivered[watches.size()] != NOT_LOADED;
    }

    /** A watch, by its place, has delivered everything up to a revision. */
    void delivered(int watch, long revision) {
        delivered[watch] = Math.max(delivered[watch], revision);
        List<Map.Entry<String, Waiting>> due =
                waiting.entrySet().stream()
                        .filter(entry -> isReached(entry.getValue().revision()))
                        .toList();
        for (Map.Entry<String, Waiting> entry : due) {
            waiting.remove(entry.getKey());
            entry.getValue().what().run();
        }
    }

    private boolean isReached(long revision) {
        return Arrays.stream(delivered).allMatch(there -> there >= revision);
    }

    /** Runs something once everything up to a revision was delivered; replaces its like. */
    void then(String key, long revision, Runnable what) {
        if (isReached(revision)) {
            what.run();
        } else {
            waiting.put(key, new Waiting(revision, what));
            watches.forEach(Watch::requestBookmark);
        }
    }

    /** Forgets what waits under a key. */
    void forget(String key) {
        waiting.remove(key);
    }
}
