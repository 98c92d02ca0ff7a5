package dev.covey.simulation.network;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** One direction of a connection: what is sent arrives in order, or the connection is lost. */
final class Pipe {

    /** How long the sender's kernel tries. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Network network;
    private final String from;
    private final String to;
    private final Runnable lost;
    private final Deque<Runnable> stuck = new ArrayDeque<>();
    private long lastArrival;
    private boolean ended;
    private long sent;

    /**
     * A pipe.
     *
     * @param lost called at the sender when it gives up
     */
    Pipe(Network network, String from, String to, Runnable lost) {
        this.network = network;
        this.from = from;
        this.to = to;
        this.lost = lost;
        network.add(this);
    }

    /** Sends something; {@code arrival} is what it does at the other end. */
    void send(Runnable arrival) {
        if (stuck.isEmpty() && network.open(from, to)) {
            deliver(arrival);
            return;
        }
        stuck.addLast(arrival);
        if (stuck.size() == 1) {
            waitFor(sent + 1);
        }
    }

    private void waitFor(long first) {
        network.agenda()
                .after(
                        PATIENCE,
                        from,
                        () -> {
                            if (!stuck.isEmpty() && sent < first) {
                                lost.run();
                            }
                        });
    }

    private void deliver(Runnable arrival) {
        long at = network.agenda().now() + network.delay(from, to).toNanos();
        lastArrival = Math.max(lastArrival, at);
        sent++;
        network.agenda().at(lastArrival, to, arrival);
    }

    /** Sends what waits, if it goes out now. */
    void flush() {
        while (!stuck.isEmpty() && network.open(from, to)) {
            deliver(stuck.removeFirst());
        }
        if (ended) {
            end();
        }
    }

    /** Nothing more is sent. What waits may still arrive, to tell the other end of the end. */
    void end() {
        ended = true;
        if (stuck.isEmpty()) {
            network.remove(this);
        }
    }
}
