package dev.covey.etcd.watch;

import java.util.Collection;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Finds out how far all watches of a stream are: the least of what they say once each has spoken.
 * Requests that come meanwhile share the answer. For use under the stream's lock.
 */
final class Progress {

    private final Set<Long> silent = new HashSet<>();
    private long least;
    private boolean underWay;

    /** Begins to ask; returns false if that is under way already. */
    boolean begin(Collection<Long> watches) {
        if (underWay) {
            return false;
        }
        underWay = true;
        least = Long.MAX_VALUE;
        silent.addAll(watches);
        return true;
    }

    /** A watch has spoken; returns how far all are if it was the last one. */
    OptionalLong said(long watch, long revision) {
        if (silent.remove(watch)) {
            least = Math.min(least, revision);
        }
        return outcome();
    }

    /** A watch has ended and says nothing more. */
    OptionalLong gone(long watch) {
        silent.remove(watch);
        return outcome();
    }

    private OptionalLong outcome() {
        if (!underWay || !silent.isEmpty()) {
            return OptionalLong.empty();
        }
        underWay = false;
        return OptionalLong.of(least);
    }
}
