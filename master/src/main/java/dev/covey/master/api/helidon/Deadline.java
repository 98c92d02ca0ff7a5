package dev.covey.master.api.helidon;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import javax.net.ssl.SSLEngine;

/** What one thread waits for of its peer, and until when. Safe for use by several threads. */
final class Deadline {

    /** A client sends the first message of its handshake with its connection, or soon after. */
    private static final long SOON = Duration.ofSeconds(1).toNanos();

    /** How far a peer has come, in the order in which peers give way. */
    enum Engagement {
        /** Connected for a while, and not a byte of a handshake. */
        MUTE,
        /** Between two requests: may come back. */
        IDLE,
        /** Connected just now. */
        NEW,
        /** In the handshake, or before its first request. */
        ARRIVING,
        /** Being answered. */
        BUSY
    }

    /** How a peer stood at one moment, least engaged and longest waiting first. */
    record Standing(Engagement engagement, long since, Deadline deadline)
            implements Comparable<Standing> {

        private static final Comparator<Standing> ORDER =
                Comparator.comparing(Standing::engagement)
                        .thenComparing((one, other) -> Long.signum(one.since - other.since));

        @Override
        public int compareTo(Standing other) {
            return ORDER.compare(this, other);
        }
    }

    private final Thread thread;
    private final Optional<SSLEngine> engine;
    private Engagement engagement = Engagement.BUSY;
    private boolean armed;
    private long since;
    private long at;

    /**
     * Of a thread that waits for nobody yet.
     *
     * @param engine of the connection that is the thread's own, if one is
     */
    Deadline(Thread thread, Optional<SSLEngine> engine) {
        this.thread = thread;
        this.engine = engine;
    }

    /** The peer has from a time to another (both in nanoseconds) to do what is waited for. */
    synchronized void set(Engagement present, long from, long to) {
        engagement = present;
        armed = true;
        since = from;
        at = to;
    }

    /** Nothing is waited for. */
    synchronized void clear() {
        engagement = Engagement.BUSY;
        armed = false;
    }

    /** Interrupts a late thread; true if nothing more is to be watched. */
    synchronized boolean over(long now) {
        if (armed && now - at >= 0) {
            thread.interrupt();
            return true;
        }
        return !thread.isAlive();
    }

    /** Interrupts the thread unless it has something better to do; whether it did. */
    synchronized boolean evict() {
        if (engagement == Engagement.BUSY) {
            return false;
        }
        thread.interrupt();
        return true;
    }

    /** How its peer stands at a time. */
    synchronized Standing standing(long now) {
        return new Standing(engagement == Engagement.NEW ? newcomer(now) : engagement, since, this);
    }

    private Engagement newcomer(long now) {
        if (engine.map(Deadline::spoken).orElse(true)) {
            return Engagement.ARRIVING;
        }
        return now - since < SOON ? Engagement.NEW : Engagement.MUTE;
    }

    /** A session is there from the answer to the first message on (RFC 8446, 2). */
    private static boolean spoken(SSLEngine its) {
        return its.getHandshakeSession() != null || !its.getSession().getProtocol().equals("NONE");
    }
}
