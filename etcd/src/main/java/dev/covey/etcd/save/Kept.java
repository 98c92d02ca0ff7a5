package dev.covey.etcd.save;

import dev.covey.etcd.door.Caller;
import dev.covey.kv.Bytes;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Space;
import dev.covey.kv.machine.Control;
import dev.covey.kv.machine.Numbers;
import dev.covey.kv.machine.RequestMemory;
import dev.covey.kv.machine.SpaceBuilder;
import dev.covey.kv.machine.SpaceState;
import dev.covey.kv.machine.State;
import dev.covey.kv.machine.Version;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What of a store is kept: all of the user space, and of the system space its users and roles. */
final class Kept {

    private static final List<KeyRange> ROWS =
            List.of(
                    KeyRange.single(Bytes.of("e/auth")),
                    KeyRange.single(Caller.ROW),
                    KeyRange.prefix(Bytes.of("e/role/")),
                    KeyRange.prefix(Bytes.of("e/user/")));

    /** A state of a new store with nothing but what is kept of another. */
    static State of(SpaceState user, SpaceState system) {
        return new State(rowsOf(system), user, RequestMemory.EMPTY, Control.INITIAL);
    }

    private static SpaceState rowsOf(SpaceState system) {
        SortedMap<Bytes, Version> rows = new TreeMap<>();
        for (KeyRange range : ROWS) {
            system.walk(
                    range,
                    (key, newest) -> {
                        if (newest.value() != null) {
                            rows.put(key, newest);
                        }
                        return true;
                    });
        }
        long used = 0;
        for (var row : rows.entrySet()) {
            used += row.getValue().bytes(row.getKey());
        }
        long now = system.revision();
        long quota = system.numbers().quota();
        SpaceBuilder built =
                new SpaceBuilder(Space.SYSTEM, new Numbers(now, now, now, used, quota));
        rows.forEach(
                (key, newest) -> {
                    built.key(key);
                    built.version(newest.stamp(), newest.value());
                });
        return built.build();
    }

    /** Whether a state holds nothing that is not kept: nobody else's rows. */
    static boolean isAll(State state) {
        boolean[] all = {true};
        state.system()
                .walk(
                        KeyRange.all(),
                        (key, _) -> {
                            all[0] = ROWS.stream().anyMatch(range -> range.contains(key));
                            return all[0];
                        });
        return all[0] && state.memory().bytes() == 0 && state.control().equals(Control.INITIAL);
    }

    private Kept() {}
}
