package dev.covey.agent.report;

import dev.covey.wire.v1.ItemStatus;
import dev.covey.wire.v1.StatusReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The latest status of every item, and the node's warnings. Safe from any thread. */
public final class Report {

    private static final int MOST_WARNINGS = 20;

    private final Map<String, ItemStatus> items = new TreeMap<>();
    private final Map<String, List<String>> warnings = new TreeMap<>();
    private long seq;
    private long seen;
    private Runnable listener = () -> {};

    /** Calls this after each change, on the changing thread. */
    public synchronized void onChange(Runnable wake) {
        listener = wake;
    }

    /** Replaces the statuses of all items. */
    public void items(Map<String, ItemStatus> now) {
        synchronized (this) {
            if (now.equals(items)) {
                return;
            }
            items.clear();
            items.putAll(now);
            seq++;
        }
        listener.run();
    }

    /** Replaces the warnings of one source. */
    public void warnings(String source, List<String> now) {
        synchronized (this) {
            List<String> bounded = now.stream().distinct().limit(MOST_WARNINGS).toList();
            if (bounded.equals(warnings.getOrDefault(source, List.of()))) {
                return;
            }
            warnings.put(source, bounded);
            seq++;
        }
        listener.run();
    }

    /** The report as it is. */
    public synchronized StatusReport whole() {
        StatusReport.Builder report =
                StatusReport.newBuilder().setSeq(seq).addAllItems(items.values());
        warnings.values().forEach(report::addAllWarnings);
        return report.build();
    }

    /** The report, if it has not been seen as it is. */
    public synchronized Optional<StatusReport> unseen() {
        return seq > seen ? Optional.of(whole()) : Optional.empty();
    }

    /** A new session begins: its master has seen nothing. */
    public synchronized void forget() {
        seq++;
        seen = seq - 1;
    }

    /** A master has seen a report. */
    public synchronized void seen(long seenSeq) {
        seen = Math.max(seen, Math.min(seenSeq, seq));
    }
}
