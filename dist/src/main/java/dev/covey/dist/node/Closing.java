package dev.covey.dist.node;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what has started if the start as a whole fails; the last first. For one thread. */
final class Closing implements AutoCloseable {

    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    /** Something that has started. */
    <T extends AutoCloseable> T add(T part) {
        started.push(part);
        return part;
    }

    /** The start succeeded: nothing is closed. */
    void keep() {
        started.clear();
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                org.slf4j.LoggerFactory.getLogger(Closing.class).warn("closing a part failed", e);
            }
        }
    }
}
