package dev.covey.wire.server;

import dev.covey.wire.v1.FromMaster;

/** A connection to an agent. Safe for use by many threads; nothing blocks. */
public interface Line {
    /** Who is at the other end. */
    Caller caller();

    /** Sends in order. What cannot go out is lost together with the connection. */
    void send(FromMaster message);

    /** Whether what is sent goes out now, rather than being queued in memory. */
    boolean ready();

    /** Lets one more message of the agent in. */
    void more();

    /** Ends the connection after what was sent. Harmless when repeated. */
    void close();
}
