package dev.covey.runtime.control;

import dev.covey.model.EventSpec;
import dev.covey.model.Meta;
import dev.covey.model.json.Json;
import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.store.View;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * All that a judgement may depend on.
 *
 * @param resources what the store says; whatever is read of it is asserted by the plan's
 *     transaction
 * @param epoch the reign, as text such as {@code 1.4}
 * @param time cluster time: the only judge of dates
 * @param nanos the monotonic clock: the only judge of intervals
 * @param news what effects of this key said since the last committed plan, oldest first
 */
public record Situation(
        Resources resources, String epoch, Instant time, long nanos, List<News> news) {
    /** Copies the list. */
    public Situation {
        news = List.copyOf(news);
    }

    /** What the store says, as rows. */
    public View view() {
        return resources.view();
    }

    /**
     * What the store says, for who judges each row by itself: nothing that is read here is
     * asserted, so what comes and goes beside a row does not matter. The draft must assert each row
     * that it changes.
     */
    public View glance() {
        return view() instanceof Reads reads ? reads.forgetful() : view();
    }

    /** A draft against this view. */
    public Draft draft() {
        return new Draft(view());
    }

    /**
     * Adds an event to a draft. Its id follows from the situation, so that repeating the judgement
     * repeats the id.
     */
    public Draft event(Draft draft, EventSpec event) {
        String id = eventId(event);
        return draft.create(Meta.first(id, id, time), event);
    }

    private String eventId(EventSpec event) {
        String cause =
                String.join(
                        "\n",
                        event.reason(),
                        event.subject(),
                        event.text(),
                        epoch,
                        Long.toString(view().revision()));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Json.utf8(cause));
            long millis = Math.max(0, time.toEpochMilli()) & 0xffff_ffff_ffffL;
            return "%012x-%s".formatted(millis, HexFormat.of().formatHex(hash, 0, 4));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
