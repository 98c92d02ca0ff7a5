package dev.covey.simulation.store;

import dev.covey.kv.Epoch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who wrote in which epoch: the promise is that it was one process for each, and never a lower
 * epoch after a higher one. For one thread.
 */
public final class Reigns {

    private final Map<Epoch, MasterStore> writers = new HashMap<>();
    private final List<String> breaches = new ArrayList<>();
    private Epoch highest = new Epoch(0, 0);
    private long highestFrom;

    /** From a revision on nobody but the member that claimed an epoch may write under one. */
    void claimed(Epoch epoch, long revision) {
        if (epoch.compareTo(highest) > 0) {
            highest = epoch;
            highestFrom = revision;
        }
    }

    /** A process was told that its write under an epoch was committed at a revision. */
    void wrote(MasterStore writer, Epoch epoch, long revision) {
        MasterStore first = writers.putIfAbsent(epoch, writer);
        if (first != null && !first.equals(writer)) {
            breaches.add("two wrote in epoch " + epoch + ": " + first + " and " + writer);
        }
        if (epoch.compareTo(highest) < 0 && revision > highestFrom) {
            breaches.add(
                    "epoch %s wrote revision %d after epoch %s was claimed at %d"
                            .formatted(epoch, revision, highest, highestFrom));
        }
    }

    /** What must not have happened. */
    public List<String> breaches() {
        return List.copyOf(breaches);
    }
}
