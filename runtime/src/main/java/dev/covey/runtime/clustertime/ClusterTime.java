package dev.covey.runtime.clustertime;

import dev.covey.model.json.Json;
import dev.covey.runtime.store.Change;
import dev.covey.runtime.store.Row;
import dev.covey.runtime.store.View;
import dev.covey.runtime.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cluster time as one master knows it. Safe for use by many threads. */
public final class ClusterTime {
    /** The row that carries the last reading. */
    public static final String ROW = "t/now";

    private static final Duration MOST_BETWEEN_MASTERS = Duration.ofSeconds(60);
    private static final Duration MOST_ALONE = Duration.ofHours(1);
    private static final Duration READING_LASTS = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** What another master's wall clock showed at a moment of our monotonic clock. */
    private record Reading(Instant wall, long nanos) {}

    /** How the row is written. */
    private record Now(long millis) {}

    private final Clock clock;
    private final Map<String, Reading> others = new HashMap<>();
    private Instant anchor;
    private long anchorNanos;
    private Instant last;
    private long lastNanos;
    private long begun;
    private boolean othersExpected;
    private boolean fresh = true;
    private boolean confirmed;
    private boolean settling;
    private @Nullable Jump jump;

    /** Follows a clock; until {@link #begin} it does so without judging it. */
    public ClusterTime(Clock clock) {
        this.clock = clock;
        this.anchorNanos = clock.nanos();
        this.anchor = clock.instant();
        this.last = anchor;
        this.lastNanos = anchorNanos;
        this.begun = anchorNanos;
    }

    /**
     * Begins a reign: goes on from what the row says.
     *
     * @param othersExpected whether there are other masters whose clocks can be asked
     */
    public synchronized void begin(View view, boolean othersExpected) {
        long nanos = clock.nanos();
        Instant wall = clock.instant();
        Instant replicated = read(view).orElse(wall);
        this.others.clear();
        this.begun = nanos;
        this.othersExpected = othersExpected;
        this.fresh = true;
        this.confirmed = false;
        this.jump = null;
        this.anchor = replicated;
        this.anchorNanos = nanos;
        this.last = replicated;
        this.lastNanos = nanos;
    }

    /** The reading that a view carries, if there is one. */
    public static Optional<Instant> read(View view) {
        return view.get(ROW)
                .map(Row::value)
                .map(v -> Instant.ofEpochMilli(Json.read(v, Now.class).millis()));
    }

    /** Now; never earlier than any answer before. */
    public synchronized Instant now() {
        long nanos = clock.nanos();
        Instant wall = clock.instant();
        Instant kept = anchor.plusNanos(nanos - anchorNanos);
        Optional<String> distrust = distrust(wall, kept, nanos);
        if (distrust.isEmpty()) {
            anchor = wall;
            anchorNanos = nanos;
            fresh = false;
        }
        settling = fresh && othersExpected && others.isEmpty() && !graceIsOver(nanos);
        jump = distrust.filter(why -> !settling).map(why -> new Jump(wall, kept, why)).orElse(null);
        return advance(distrust.isEmpty() ? wall : kept, nanos);
    }

    /** Where the target lies behind, time goes on at half its speed until it is caught up with. */
    private Instant advance(Instant target, long nanos) {
        Instant slow = last.plusNanos((nanos - lastNanos) / 2);
        last = target.isBefore(slow) ? slow : target;
        lastNanos = nanos;
        return last;
    }

    private Optional<String> distrust(Instant wall, Instant kept, long nanos) {
        others.values().removeIf(r -> nanos - r.nanos() > READING_LASTS.toNanos());
        Duration step = Duration.between(kept, wall).abs();
        if (!others.isEmpty()) {
            Duration apart = Duration.between(median(nanos), wall).abs();
            boolean agree = apart.compareTo(MOST_BETWEEN_MASTERS) <= 0;
            confirmed &= !agree;
            if (!confirmed) {
                return agree
                        ? Optional.empty()
                        : Optional.of("differs from the other masters' by " + shown(apart));
            }
        }
        if (fresh) {
            return distrustAtStart(wall, kept, step, nanos);
        }
        Duration most = othersExpected ? MOST_BETWEEN_MASTERS : MOST_ALONE;
        return step.compareTo(most) <= 0
                ? Optional.empty()
                : Optional.of("stepped by " + shown(step));
    }

    /**
     * Nobody can tell a clock that stepped from a cluster that stood still. So a clock that is
     * ahead of the last recorded time is believed, after other masters had time to object.
     */
    private Optional<String> distrustAtStart(
            Instant wall, Instant kept, Duration step, long nanos) {
        boolean close = step.compareTo(MOST_BETWEEN_MASTERS) <= 0;
        boolean asked = !othersExpected || graceIsOver(nanos);
        boolean ahead = !wall.isBefore(kept) || step.compareTo(MOST_ALONE) <= 0;
        if (close || (asked && ahead)) {
            return Optional.empty();
        }
        return Optional.of(
                ahead
                        ? "is ahead of the last recorded time by " + shown(step)
                        : "is behind the last recorded time by " + shown(step));
    }

    private boolean graceIsOver(long nanos) {
        return nanos - begun >= GRACE.toNanos();
    }

    private Instant median(long nanos) {
        List<Instant> sorted =
                others.values().stream()
                        .map(r -> r.wall().plusNanos(nanos - r.nanos()))
                        .sorted()
                        .toList();
        return sorted.get((sorted.size() - 1) / 2);
    }

    /** Takes note of what another master's wall clock shows at this moment. */
    public synchronized void heard(String master, Instant wall) {
        others.put(master, new Reading(wall, clock.nanos()));
    }

    /**
     * Whether a reign has begun and no other master's clock is known yet, as of the last {@link
     * #now}: where nothing was recorded for long, cluster time is behind until one is.
     */
    public synchronized boolean settling() {
        return settling;
    }

    /** The step that is not followed, as of the last {@link #now}; none while it settles. */
    public synchronized Optional<Jump> jump() {
        return Optional.ofNullable(jump);
    }

    /**
     * An administrator says that this wall clock is right: it is followed from now on, and the
     * other masters' clocks are not asked until they agree with it.
     */
    public synchronized void confirm() {
        anchor = clock.instant();
        anchorNanos = clock.nanos();
        fresh = false;
        confirmed = true;
        jump = null;
    }

    /** The change that carries a reading. */
    public static Change row(Instant time) {
        return new Change.Put(ROW, Json.bytes(new Now(time.toEpochMilli())));
    }

    private static String shown(Duration step) {
        return step.toHours() >= 1 ? step.toHours() + " h" : step.toSeconds() + " s";
    }
}
