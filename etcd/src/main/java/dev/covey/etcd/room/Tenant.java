package dev.covey.etcd.room;

import dev.covey.etcd.fault.EtcdFault;
import io.grpc.Context;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/** A call that may need room for what it is answered. Safe for use by many threads. */
public final class Tenant {

    private static final Context.Key<Tenant> KEY = Context.key("tenant");

    private final Room room;
    private final Inbox.Partial call;
    private long held;
    private long entered;
    private volatile boolean over;

    Tenant(Room room, Inbox.Partial call) {
        this.room = room;
        this.call = call;
    }

    /** The call that is being begun on this thread, if it is one of a client. */
    public static @Nullable Tenant now() {
        return KEY.get();
    }

    Context within(Context context) {
        return context.withValue(KEY, this);
    }

    /**
     * Runs something when there is room for about so many bytes; not at all if the call ends first.
     *
     * @throws io.grpc.StatusRuntimeException if there never will be
     */
    public void whenRoom(long bytes, Runnable then) {
        if (bytes > room.largest()) {
            throw Status.RESOURCE_EXHAUSTED
                    .withDescription(
                            "grpc: trying to send message larger than max (%d vs. %d)"
                                    .formatted(bytes, room.largest()))
                    .asRuntimeException();
        }
        if (bytes < Room.SMALL) {
            then.run();
        } else if (!room.enter(this, bytes, then)) {
            throw EtcdFault.TOO_MANY_REQUESTS.exception();
        } else if (over) {
            room.leave(this);
        }
    }

    /** Says what the answer takes really; returns whether it may be sent now. */
    boolean mayHold(long bytes) {
        synchronized (room) {
            if (held == 0) {
                return false;
            }
            room.more(this, Math.max(0, bytes - held));
            return true;
        }
    }

    void leave() {
        room.leave(this);
    }

    void end() {
        over = true;
        room.leave(this);
    }

    /** Ends the call, whose client keeps others waiting. */
    void putOut(String why) {
        call.putOut(why);
    }

    // What follows is for the room, under its lock.

    void entered(long bytes, long now) {
        held += bytes;
        entered = now;
    }

    void holds(long more) {
        held += more;
    }

    long left() {
        long all = held;
        held = 0;
        return all;
    }

    long since() {
        return entered;
    }
}
