package dev.covey.agent.session;

import dev.covey.agent.session.MasterBook.Door;
import dev.covey.runtime.task.Backoff;
import dev.covey.runtime.task.Loop;
import dev.covey.wire.SetHash;
import dev.covey.wire.client.Dialer;
import dev.covey.wire.client.Line;
import dev.covey.wire.client.Listener;
import dev.covey.wire.v1.FromMaster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The step machine that keeps a session with the active master: dials one master after another,
 * talks while the session lives, and begins anew when it ends. Steps come from one thread; messages
 * from any.
 */
public final class Session implements Loop.Step {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final int MOST_WAITING = 4_096;
    private static final Duration STEADY = Duration.ofSeconds(2);
    private static final Backoff AGAIN = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private final Dialer dialer;
    private final MasterBook book;
    private final Talk.Parts parts;
    private final Removal removal;
    private final ConcurrentLinkedQueue<Heard> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    private volatile Runnable wake = () -> {};
    private volatile Standing standing = new Standing(false, "", "no master dialled yet");
    private long connection;
    private @Nullable Line line;
    private @Nullable Talk talk;
    private List<Door> round = List.of();
    private String avoided = "";
    private int failures;
    private long notBefore = Long.MIN_VALUE;
    private long liveSince;
    private boolean removed;

    /**
     * How it stands, for people.
     *
     * @param live whether a master takes this node's heartbeats
     * @param master the one dialled last
     * @param why the last session ended; empty while one lives
     */
    public record Standing(boolean live, String master, String why) {}

    /** Told once when the cluster has removed this node for ever. Must not block. */
    @FunctionalInterface
    public interface Removal {
        /** The node is no member any more; {@code message} says why, for people. */
        void removed(String message);
    }

    private record Heard(long connection, Optional<FromMaster> message, String why) {}

    /** A session on the parts it speaks for. */
    public Session(Dialer dialer, MasterBook book, Talk.Parts parts, Removal removal) {
        this.dialer = dialer;
        this.book = book;
        this.parts = parts;
        this.removal = removal;
    }

    /** Calls this when there is something to do before the next step is due. */
    public void onWork(Runnable runnable) {
        wake = runnable;
    }

    /** How it stands now. Safe from any thread. */
    public Standing standing() {
        return standing;
    }

    @Override
    public Duration step(long now) {
        for (int left = waiting.get(); left > 0; left--) {
            Heard heard = inbox.poll();
            if (heard == null) {
                break;
            }
            waiting.decrementAndGet();
            if (heard.connection() == connection) {
                hear(heard, now);
            }
        }
        if (removed) {
            return FOR_EVER;
        }
        Talk current = talk;
        if (current == null) {
            return dialWhenDue(now);
        }
        return go(current.step(now), now);
    }

    private void hear(Heard heard, long now) {
        Talk current = talk;
        if (current == null) {
            return;
        }
        if (heard.message().isEmpty()) {
            end(heard.why(), now);
        } else {
            go(current.hear(heard.message().get(), now), now);
        }
    }

    private Duration go(Talk.Verdict verdict, long now) {
        return switch (verdict) {
            case Talk.Verdict.GoOn(Duration sleep) -> goOn(sleep, now);
            case Talk.Verdict.End(String why) -> {
                end(why, now);
                yield Duration.ZERO;
            }
            case Talk.Verdict.AskAnother(String why) -> {
                hangUp(why, now);
                startRound(now);
                avoided = "";
                yield Duration.ZERO;
            }
            case Talk.Verdict.Removed(String why) -> {
                end(why, now);
                removed = true;
                // Nobody will ever tell it whom to keep out: it must not serve after a restart.
                parts.desired().replace(Map.of(), SetHash.EMPTY);
                LOG.error("this node was removed from its cluster: {}", why);
                removal.removed(why);
                yield FOR_EVER;
            }
        };
    }

    private Duration goOn(Duration sleep, long now) {
        Talk current = talk;
        if (current != null && current.isLive() && !standing.live()) {
            liveSince = now;
            standing = new Standing(true, standing.master(), "");
            LOG.info("master {} takes this node", standing.master());
        }
        return sleep;
    }

    private Duration dialWhenDue(long now) {
        if (now < notBefore) {
            return Duration.ofNanos(notBefore - now);
        }
        if (round.isEmpty()) {
            round = book.doors(avoided);
        }
        if (round.isEmpty()) {
            notBefore = now + pause().toNanos();
            standing = new Standing(false, "", "no address of a master is known");
            return Duration.ofNanos(notBefore - now);
        }
        Door door = round.getFirst();
        round = round.subList(1, round.size());
        dial(door, now);
        return Duration.ZERO;
    }

    private void dial(Door door, long now) {
        long id = ++connection;
        standing = new Standing(false, door.master(), standing.why());
        Line opened =
                dialer.dial(
                        door.master(),
                        door.address(),
                        new Listener() {
                            @Override
                            public void heard(FromMaster message) {
                                post(new Heard(id, Optional.of(message), ""));
                            }

                            @Override
                            public void closed(String why) {
                                post(new Heard(id, Optional.empty(), why));
                            }
                        });
        line = opened;
        talk = new Talk(parts, book, opened, now);
    }

    private void post(Heard heard) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            // A master that floods its agents is left; what it said is worth nothing then.
            waiting.decrementAndGet();
            Line flooding = line;
            if (flooding != null) {
                flooding.close();
            }
            return;
        }
        inbox.add(heard);
        wake.run();
    }

    private void end(String why, long now) {
        if (hangUp(why, now)) {
            failures = 0;
            startRound(now);
        } else if (round.isEmpty()) {
            notBefore = now + pause().toNanos();
        }
    }

    private void startRound(long now) {
        round = List.of();
        notBefore = now;
    }

    /** Returns true if the session had lasted. */
    private boolean hangUp(String why, long now) {
        Line ended = line;
        if (ended != null) {
            ended.close();
        }
        boolean wasLive = standing.live();
        line = null;
        talk = null;
        connection++;
        standing = new Standing(false, standing.master(), why);
        // One that has died as a whole does not even refuse: the others are asked first.
        avoided = standing.master();
        LOG.info("no session with master {}: {}", standing.master(), why);
        return wasLive && now - liveSince > STEADY.toNanos();
    }

    private Duration pause() {
        return AGAIN.after(failures++, parts.ids());
    }

    /** Hangs up; nothing is dialled any more. */
    public void stop(long now) {
        end("the agent stops", now);
        removed = true;
    }
}
