package dev.covey.etcd.room;

import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import io.grpc.ServerBuilder;

/** Keeps all ports of a member together within its bounds. Safe for use by many threads. */
public final class Porter implements AutoCloseable {

    private final Bounds bounds;
    private final Room room;
    private final Inbox inbox;
    private final Turnstile turnstile;

    /** Keeps bounds. */
    public Porter(Bounds bounds, Clock clock, Tasks tasks) {
        this.bounds = bounds;
        room = bounds.room(clock, tasks);
        inbox = bounds.inbox();
        turnstile = new Turnstile(room, new Begun(clock), bounds);
    }

    /** The bounds. */
    public Bounds bounds() {
        return bounds;
    }

    /** Stands at a port; to be called after all other interceptors are set. */
    public void stand(ServerBuilder<?> port) {
        port.addStreamTracerFactory(inbox).intercept(turnstile);
    }

    @Override
    public void close() {
        room.close();
    }
}
