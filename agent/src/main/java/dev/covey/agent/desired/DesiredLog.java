package dev.covey.agent.desired;

import com.google.protobuf.ByteString;
import dev.covey.agent.disk.RecordLog;
import dev.covey.agent.disk.Records;
import dev.covey.agent.time.ClusterTime;
import dev.covey.model.Epoch;
import dev.covey.wire.SetHash;
import dev.covey.wire.v1.Item;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The desired state on the disk. Changes are appended with a commit record behind them that holds
 * the hash they give; what is read back is the state of the last commit that fits. For one thread
 * at a time.
 */
public final class DesiredLog implements DesiredStore, AutoCloseable {

    static final byte SET = 1;
    static final byte REMOVE = 2;
    static final byte COMMIT = 3;

    private static final long LEAST_REWRITE = 1 << 20;
    private static final int REWRITE_FACTOR = 3;

    private final Desired desired;
    private final Optional<ClusterTime.Mark> time;
    private Records log;
    private Commit last;
    private long rewriteAt;
    private boolean unfinished;

    /**
     * What a commit record says.
     *
     * @param hash of the whole set
     */
    record Commit(SetHash hash, Epoch epoch, ClusterTime.Mark time) {

        private static final int HASH_BYTES = 4 * Long.BYTES;

        ByteString body() {
            ByteBuffer body =
                    ByteBuffer.allocate(HASH_BYTES + 4 * Long.BYTES)
                            .put(hash.bytes().asReadOnlyByteBuffer())
                            .putLong(epoch.incarnation())
                            .putLong(epoch.term())
                            .putLong(time.clusterMillis())
                            .putLong(time.wallMillis());
            return ByteString.copyFrom(body.flip());
        }

        static Commit parse(ByteString body) {
            SetHash hash = SetHash.from(body.substring(0, HASH_BYTES));
            ByteBuffer rest = body.substring(HASH_BYTES).asReadOnlyByteBuffer();
            return new Commit(
                    hash,
                    new Epoch(rest.getLong(), rest.getLong()),
                    new ClusterTime.Mark(rest.getLong(), rest.getLong()));
        }
    }

    /** Opens the log in a file, which is made if it is missing. */
    public DesiredLog(Path file, Desired desired) throws IOException {
        this(replay -> RecordLog.open(file, replay), desired);
    }

    /** Opens the log wherever it is and fills a fresh desired state with what it holds. */
    public DesiredLog(Records.Place place, Desired desired) throws IOException {
        this.desired = desired;
        DesiredReplay replay = new DesiredReplay();
        log = place.open(replay::take);
        last = replay.last();
        time = Optional.of(last.time()).filter(mark -> mark.clusterMillis() > 0);
        desired.obey(last.epoch());
        desired.replace(replay.items(), last.hash());
        unfinished = replay.unfinished();
        rewriteAt = nextRewrite();
    }

    @Override
    public boolean damaged() {
        return log.damaged();
    }

    @Override
    public Optional<ClusterTime.Mark> time() {
        return time;
    }

    @Override
    public void save(Desired.Changes changes, ClusterTime.Mark now) throws IOException {
        if (unfinished) {
            rewrite(now);
            return;
        }
        unfinished = true;
        for (Map.Entry<String, Optional<Item>> change : changes.items().entrySet()) {
            Optional<Item> item = change.getValue();
            ByteString key = ByteString.copyFromUtf8(change.getKey());
            log.append(item.isPresent() ? SET : REMOVE, item.map(Item::toByteString).orElse(key));
        }
        commit(new Commit(changes.hash(), changes.epoch(), now));
        unfinished = false;
        if (log.size() > rewriteAt) {
            rewrite(now);
        }
    }

    @Override
    public void saveTime(ClusterTime.Mark now) throws IOException {
        if (unfinished) {
            rewrite(now);
        } else {
            commit(new Commit(last.hash(), last.epoch(), now));
        }
    }

    @Override
    public void close() throws IOException {
        log.close();
    }

    private void commit(Commit commit) throws IOException {
        log.append(COMMIT, commit.body());
        log.force();
        last = commit;
    }

    // Takes the state of this moment; what is saved again later changes nothing.
    private void rewrite(ClusterTime.Mark now) throws IOException {
        Desired.Whole whole = desired.whole();
        last = new Commit(whole.hash(), whole.epoch(), now);
        List<Records.Entry> entries = new ArrayList<>(whole.items().size() + 1);
        whole.items().forEach(i -> entries.add(new Records.Entry(SET, i.toByteString())));
        entries.add(new Records.Entry(COMMIT, last.body()));
        log = log.rewrite(entries);
        unfinished = false;
        rewriteAt = nextRewrite();
    }

    private long nextRewrite() throws IOException {
        return Math.max(LEAST_REWRITE, log.size() * REWRITE_FACTOR);
    }
}
