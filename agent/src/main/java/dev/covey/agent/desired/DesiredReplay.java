package dev.covey.agent.desired;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.covey.agent.disk.Records;
import dev.covey.agent.time.ClusterTime;
import dev.covey.model.Epoch;
import dev.covey.wire.SetHash;
import dev.covey.wire.v1.Item;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the state of the last commit that fits. Nothing behind one that does not is believed. */
final class DesiredReplay {

    private final Map<String, Item> items = new HashMap<>();
    private final Map<String, Optional<Item>> open = new HashMap<>();
    private DesiredLog.Commit last =
            new DesiredLog.Commit(SetHash.EMPTY, Epoch.NONE, new ClusterTime.Mark(0, 0));
    private boolean broken;

    Map<String, Item> items() {
        return items;
    }

    DesiredLog.Commit last() {
        return last;
    }

    /** Whether something stands behind the last commit that later commits must not rest on. */
    boolean unfinished() {
        return broken || !open.isEmpty();
    }

    void take(Records.Entry entry) {
        if (broken) {
            return;
        }
        switch (entry.kind()) {
            case DesiredLog.SET -> set(entry.body());
            case DesiredLog.REMOVE -> open.put(entry.body().toStringUtf8(), Optional.empty());
            case DesiredLog.COMMIT -> commit(DesiredLog.Commit.parse(entry.body()));
            default -> broken = true;
        }
    }

    private void set(ByteString body) {
        try {
            Item item = Item.parseFrom(body);
            open.put(item.getKey(), Optional.of(item));
        } catch (InvalidProtocolBufferException e) {
            broken = true;
        }
    }

    private void commit(DesiredLog.Commit commit) {
        SetHash sum = last.hash();
        for (Map.Entry<String, Optional<Item>> change : open.entrySet()) {
            Item before = items.get(change.getKey());
            sum = before == null ? sum : sum.xor(SetHash.of(before));
            sum = change.getValue().map(SetHash::of).map(sum::xor).orElse(sum);
        }
        if (!sum.equals(commit.hash())) {
            broken = true;
            return;
        }
        open.forEach(
                (key, item) ->
                        item.ifPresentOrElse(i -> items.put(key, i), () -> items.remove(key)));
        open.clear();
        last = commit;
    }
}
