package dev.covey.master.api.live;

import dev.covey.kv.Bytes;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Space;
import dev.covey.runtime.store.Batch;
import dev.covey.runtime.store.RowChange;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The rows of the store that change, taken by one thread while the store delivers on another. When
 * more wait than there is room for, the taker has to start again.
 */
final class Changes implements AutoCloseable {

    private static final int ROOM = 10_000;
    private static final int MOST_AT_ONCE = 2_000;

    /** Everything that resources are made of lies between these: counters, rows, status, marks. */
    private static final KeyRange WATCHED = new KeyRange(Bytes.of("c/"), Bytes.of("v"));

    /**
     * What was taken.
     *
     * @param revision up to which everything is in it
     * @param broken true if something is missing: start again
     */
    record Taken(List<RowChange> rows, long revision, boolean broken) {}

    private record Piece(long revision, List<RowChange> rows) {}

    private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(ROOM);
    private final Watch watch;
    private volatile boolean broken;
    private long seen;

    /** Takes changes after a revision. */
    Changes(Store store, long after) {
        this.seen = after;
        this.watch = store.watch(Space.SYSTEM, WATCHED, after, this::delivered);
    }

    private void delivered(Batch batch) {
        switch (batch) {
            case Batch.Changes changes -> {
                if (!pieces.offer(new Piece(changes.revision(), changes.rows()))) {
                    broken = true;
                }
            }
            case Batch.Bookmark _ -> {}
            case Batch.CutOff _, Batch.Compacted _ -> broken = true;
        }
    }

    /** Waits for changes at most that long. */
    Taken take(Duration longest) throws InterruptedException {
        List<RowChange> rows = new ArrayList<>();
        Piece piece = pieces.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
        while (piece != null) {
            rows.addAll(piece.rows());
            seen = piece.revision();
            piece = rows.size() < MOST_AT_ONCE ? pieces.poll() : null;
        }
        return new Taken(rows, seen, broken);
    }

    @Override
    public void close() {
        watch.close();
    }
}
