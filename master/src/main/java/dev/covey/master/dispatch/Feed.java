package dev.covey.master.dispatch;

import com.google.protobuf.ByteString;
import dev.covey.model.Epoch;
import dev.covey.wire.SetHash;
import dev.covey.wire.server.Line;
import dev.covey.wire.v1.Assignments;
import dev.covey.wire.v1.EpochMark;
import dev.covey.wire.v1.FromMaster;
import dev.covey.wire.v1.Item;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Brings one agent to what its node should have, and keeps it there. For one thread.
 *
 * <p>A full set is walked through in order of user numbers while the catalog goes on changing: a
 * change behind the cursor is remembered and sent as a delta after the walk, one before it is met
 * on the way. So nothing is copied, and no more is in memory than one chunk and the keys that
 * changed.
 */
final class Feed {
    private static final int CHUNK = 500;

    private enum Phase {
        SILENT,
        WALKING,
        LIVE
    }

    private final String node;
    private final Catalog catalog;
    private final Line line;
    private final EpochMark epoch;
    private Phase phase = Phase.SILENT;
    private long cursor;
    private SetHash sent = SetHash.EMPTY;

    /** What the agent has of each changed user: the hash of the item, or that of nothing. */
    private final Map<Long, SetHash> users = new LinkedHashMap<>();

    private final Map<String, SetHash> inbounds = new LinkedHashMap<>();

    Feed(String node, Catalog catalog, Line line, Epoch epoch) {
        this.node = node;
        this.catalog = catalog;
        this.line = line;
        this.epoch =
                EpochMark.newBuilder()
                        .setIncarnation(epoch.incarnation())
                        .setTerm(epoch.term())
                        .build();
    }

    /** Begins with what the agent says it has; empty for nothing. */
    void start(ByteString applied) {
        if (!applied.isEmpty() && SetHash.from(applied).equals(catalog.hash(node))) {
            phase = Phase.LIVE;
            sent = SetHash.from(applied);
        } else {
            startOver();
        }
    }

    /** Sends everything from the beginning. */
    void startOver() {
        phase = Phase.WALKING;
        cursor = -1;
        sent = SetHash.EMPTY;
        users.clear();
        inbounds.clear();
    }

    /** A user changed: what of it this node had before. */
    void userChanged(long number, SetHash had) {
        if (phase == Phase.LIVE || (phase == Phase.WALKING && number <= cursor)) {
            users.putIfAbsent(number, had);
        }
    }

    /** An inbound of this node changed: what of it the agent has. */
    void inboundChanged(String id, SetHash had) {
        if (phase == Phase.LIVE || (phase == Phase.WALKING && cursor >= 0)) {
            inbounds.putIfAbsent(id, had);
        }
    }

    /** True if something is to be sent. */
    boolean hasMore() {
        return phase == Phase.WALKING || !users.isEmpty() || !inbounds.isEmpty();
    }

    /** Sends as much as the line takes. */
    void pump() {
        while (phase != Phase.SILENT && hasMore() && line.ready()) {
            Assignments next = phase == Phase.WALKING ? walk() : delta();
            if (next.getFull() || next.getSetCount() + next.getRemoveCount() > 0) {
                line.send(FromMaster.newBuilder().setAssignments(next).build());
            }
        }
    }

    private Assignments walk() {
        Assignments.Builder chunk = Assignments.newBuilder().setFull(true).setEpoch(epoch);
        NodeSet set = catalog.node(node);
        if (cursor < 0) {
            set.inbounds().values().forEach(i -> give(chunk, i.item(), i.hash()));
            cursor = 0;
        }
        for (Account account : catalog.accounts().tailMap(cursor, false).values()) {
            if (chunk.getSetCount() >= CHUNK) {
                return chunk.setMore(true).build();
            }
            SetHash share = account.shareOf(set);
            if (!share.equals(SetHash.EMPTY)) {
                give(chunk, account.item(), share);
            }
            cursor = account.number();
        }
        phase = Phase.LIVE;
        return chunk.setResultsIn(sent.bytes()).build();
    }

    private void give(Assignments.Builder chunk, Item item, SetHash hash) {
        chunk.addSet(item);
        sent = sent.xor(hash);
    }

    private Assignments delta() {
        Assignments.Builder delta =
                Assignments.newBuilder().setEpoch(epoch).setAppliesTo(sent.bytes());
        NodeSet set = catalog.node(node);
        for (Map.Entry<String, SetHash> changed : inbounds.entrySet()) {
            NodeSet.Inbound now = set.inbounds().get(changed.getKey());
            SetHash hash = now == null ? SetHash.EMPTY : now.hash();
            if (change(delta, "inbound/" + changed.getKey(), changed.getValue(), hash)
                    && now != null) {
                delta.addSet(now.item());
            }
        }
        inbounds.clear();
        var left = users.entrySet().iterator();
        while (left.hasNext() && delta.getSetCount() + delta.getRemoveCount() < CHUNK) {
            Map.Entry<Long, SetHash> changed = left.next();
            Account now = catalog.accounts().get(changed.getKey());
            SetHash hash = now == null ? SetHash.EMPTY : now.shareOf(set);
            if (change(delta, Account.key(changed.getKey()), changed.getValue(), hash)
                    && now != null) {
                delta.addSet(now.item());
            }
            left.remove();
        }
        return delta.setResultsIn(sent.bytes()).build();
    }

    /** Returns true if the item is to be set; removes it where it is gone. */
    private boolean change(Assignments.Builder delta, String key, SetHash had, SetHash hash) {
        if (had.equals(hash)) {
            return false;
        }
        sent = sent.xor(had).xor(hash);
        if (hash.equals(SetHash.EMPTY)) {
            delta.addRemove(key);
            return false;
        }
        return true;
    }
}
