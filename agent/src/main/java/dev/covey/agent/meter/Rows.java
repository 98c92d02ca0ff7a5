package dev.covey.agent.meter;

import dev.covey.agent.driver.Reading.Bytes;
import dev.covey.wire.v1.UsageBatch;
import dev.covey.wire.v1.UserBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of users in batches. */
final class Rows {

    private Rows() {}

    static UserBytes row(long user, Bytes bytes) {
        return UserBytes.newBuilder()
                .setNumber(user)
                .setUp(bytes.up())
                .setDown(bytes.down())
                .build();
    }

    static List<UsageBatch> chunks(Map<Long, Bytes> rows) {
        List<UsageBatch> chunks = new ArrayList<>();
        UsageBatch.Builder chunk = UsageBatch.newBuilder();
        for (Map.Entry<Long, Bytes> row : rows.entrySet()) {
            chunk.addBytes(row(row.getKey(), row.getValue()));
            if (chunk.getBytesCount() == Tally.MOST_ROWS) {
                chunks.add(chunk.build());
                chunk.clear();
            }
        }
        if (chunk.getBytesCount() > 0) {
            chunks.add(chunk.build());
        }
        return chunks;
    }

    static void add(Map<Long, Bytes> to, UsageBatch rows) {
        rows.getBytesList()
                .forEach(
                        row ->
                                to.merge(
                                        row.getNumber(),
                                        new Bytes(row.getUp(), row.getDown()),
                                        Bytes::plus));
    }

    static void subtract(Map<Long, Bytes> from, UsageBatch rows) {
        rows.getBytesList()
                .forEach(
                        row ->
                                from.computeIfPresent(
                                        row.getNumber(),
                                        (_, bytes) -> less(bytes, row.getUp(), row.getDown())));
    }

    private static @Nullable Bytes less(Bytes bytes, long up, long down) {
        boolean all = bytes.up() == up && bytes.down() == down;
        return all ? null : new Bytes(bytes.up() - up, bytes.down() - down);
    }
}
