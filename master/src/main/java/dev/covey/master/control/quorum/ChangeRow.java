package dev.covey.master.control.quorum;

import dev.covey.model.json.Json;
import dev.covey.runtime.store.Row;
import dev.covey.runtime.store.View;
import java.time.Instant;
import java.util.Optional;

/**
 * The row that stands for the change of the group under way.
 *
 * @param words what change
 * @param epoch under which it was last begun
 * @param attempt from 1
 * @param retryAt cluster time; absent while the attempt is under way
 * @param error why the last attempt failed; empty if none has
 */
record ChangeRow(String words, String epoch, int attempt, Optional<Instant> retryAt, String error) {
    static final String ROW = "e/quorum";

    static Optional<ChangeRow> of(View view) {
        return view.get(ROW).map(Row::value).map(v -> Json.read(v, ChangeRow.class));
    }

    byte[] bytes() {
        return Json.bytes(this);
    }
}
