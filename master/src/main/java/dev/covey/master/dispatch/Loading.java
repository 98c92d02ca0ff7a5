package dev.covey.master.dispatch;

import dev.covey.master.rows.Counter;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.store.Row;
import java.util.List;

/**
 * Reads all users at the beginning of a reign, a few at each step: so however many there are,
 * agents are let in and heard meanwhile. It reads what the store has by then; what changes where it
 * has been comes by the watches. For one thread.
 */
final class Loading {
    private static final int USERS_A_STEP = 25;
    private static final int COUNTERS_A_STEP = 500;

    private final Room room;
    private String user = "";
    private String counter = "";
    private boolean usersThere;

    Loading(Room room) {
        this.room = room;
    }

    /** Reads some; returns whether everything was read. */
    boolean step() {
        usersThere = usersThere || readUsers();
        return usersThere && judgeCounters();
    }

    private boolean readUsers() {
        Resources resources = room.resources();
        List<Row> rows = resources.view().list(Key.specPrefix(Kind.USER), user, USERS_A_STEP);
        for (Row row : rows) {
            room.catalog().user(resources, row.id());
            user = row.key();
        }
        return rows.size() < USERS_A_STEP;
    }

    /** Users may have gone while nobody watched. */
    private boolean judgeCounters() {
        List<Row> rows = room.ports().store().view().list(Counter.PREFIX, counter, COUNTERS_A_STEP);
        for (Row row : rows) {
            room.ledger().forgetOrphan(row);
            counter = row.key();
        }
        return rows.size() < COUNTERS_A_STEP;
    }
}
