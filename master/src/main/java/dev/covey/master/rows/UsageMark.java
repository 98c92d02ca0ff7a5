package dev.covey.master.rows;

import dev.covey.model.json.Json;
import dev.covey.runtime.store.Change;
import dev.covey.runtime.store.Row;
import dev.covey.runtime.store.View;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the traffic of one node is counted, in the row {@code u/NODE}. It is written in the
 * transaction that counts, which makes counting happen exactly once.
 *
 * @param coreEpoch the run of the core that the last counted batch is of; empty before the first
 * @param seq the last counted batch of it
 * @param bytes all bytes ever counted on the node
 * @param earlier the last counted batch of each core epoch before, newest first
 */
public record UsageMark(String coreEpoch, long seq, long bytes, List<Last> earlier) {
    /** The prefix of all marks. */
    public static final String PREFIX = "u/";

    /** Nothing counted yet. */
    public static final UsageMark NONE = new UsageMark("", 0, 0, List.of());

    private static final int MOST_EARLIER = 8;

    /** The last counted batch of a core epoch. */
    public record Last(String coreEpoch, long seq) {}

    /** Keeps the newest earlier epochs. */
    public UsageMark {
        earlier = List.copyOf(earlier.subList(0, Math.min(earlier.size(), MOST_EARLIER)));
    }

    /** The key of a node's row. */
    public static String row(String node) {
        return PREFIX + node;
    }

    /** The mark of a node. */
    public static UsageMark of(View view, String node) {
        return view.get(row(node)).map(UsageMark::read).orElse(NONE);
    }

    /** Reads a row. */
    public static UsageMark read(Row row) {
        return Json.read(row.value(), UsageMark.class);
    }

    /** Whether a batch is counted already. */
    public boolean covers(String epoch, long batch) {
        if (epoch.equals(coreEpoch)) {
            return batch <= seq;
        }
        return earlier.stream().anyMatch(l -> l.coreEpoch().equals(epoch));
    }

    /** Whether a batch is the next: none was left out before it. */
    public boolean precedes(String epoch, long batch) {
        return batch == (epoch.equals(coreEpoch) ? seq + 1 : 1);
    }

    /** The mark once a batch that it does not cover is counted too. */
    public UsageMark with(String epoch, long batch, long more) {
        if (epoch.equals(coreEpoch)) {
            return new UsageMark(epoch, batch, bytes + more, earlier);
        }
        List<Last> before = new ArrayList<>();
        if (!coreEpoch.isEmpty()) {
            before.add(new Last(coreEpoch, seq));
        }
        before.addAll(earlier);
        return new UsageMark(epoch, batch, bytes + more, before);
    }

    /** Every core epoch it knows, newest first. */
    public List<Last> all() {
        List<Last> all = new ArrayList<>();
        if (!coreEpoch.isEmpty()) {
            all.add(new Last(coreEpoch, seq));
        }
        all.addAll(earlier);
        return all;
    }

    /** The change that writes it. */
    public Change put(String node) {
        return new Change.Put(row(node), Json.bytes(this));
    }
}
