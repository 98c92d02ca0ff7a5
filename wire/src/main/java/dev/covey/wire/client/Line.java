package dev.covey.wire.client;

import dev.covey.wire.v1.FromAgent;

/** A connection to a master. Safe from any thread; nothing blocks. */
public interface Line {

    /** Sends in order. What cannot go out is lost together with the connection. */
    void send(FromAgent message);

    /** Ends the connection at once. Harmless when repeated. */
    void close();
}
