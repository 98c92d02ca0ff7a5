package dev.covey.master.dispatch;

import dev.covey.model.Epoch;
import dev.covey.wire.server.Caller;
import dev.covey.wire.server.Line;
import dev.covey.wire.v1.FromMaster;
import dev.covey.wire.v1.Masters;
import dev.covey.wire.v1.Refused;
import dev.covey.wire.v1.UsageBatch;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One agent's session. It is all or nothing: what goes wrong ends it. For one thread. */
final class Session {
    /** How far it has come. */
    enum State {
        GREETING,
        OPEN,
        CLOSED
    }

    final String id;
    final Line line;
    private final Feed feed;
    long opened;
    State state = State.GREETING;
    String bootId = "";
    long heard;
    long asked = Long.MIN_VALUE;

    /** Batches that wait until they can be counted, oldest first. */
    final Deque<UsageBatch> held = new ArrayDeque<>();

    /** Whether nothing more is heard until fewer batches wait. */
    boolean paused;

    Session(String id, Line line, Epoch epoch, Catalog catalog) {
        this.id = id;
        this.line = line;
        this.feed = new Feed(line.caller().node(), catalog, line, epoch);
    }

    Feed feed() {
        return feed;
    }

    Caller caller() {
        return line.caller();
    }

    String node() {
        return caller().node();
    }

    /** The key of something that waits on behalf of this session. */
    String key(String what) {
        return "session/" + id + "/" + what;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    void send(FromMaster.Builder message) {
        if (state != State.CLOSED) {
            line.send(message.build());
        }
    }

    /** Says why and ends. */
    void refuse(String code, String message, boolean forEver, @Nullable Masters masters) {
        Refused.Builder refused =
                Refused.newBuilder().setCode(code).setMessage(message).setForEver(forEver);
        if (masters != null) {
            refused.setMasters(masters);
        }
        send(FromMaster.newBuilder().setRefused(refused));
        end();
    }

    void end() {
        state = State.CLOSED;
        line.close();
    }
}
