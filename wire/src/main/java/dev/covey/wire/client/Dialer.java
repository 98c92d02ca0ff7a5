package dev.covey.wire.client;

import dev.covey.model.Endpoint;

/** Opens connections to masters. Safe from any thread; nothing blocks. */
@FunctionalInterface
public interface Dialer {

    /**
     * Begins a connection and returns before it stands. What is sent meanwhile waits; if it never
     * stands, the listener hears that it closed.
     *
     * @param master node id that the answering master must prove
     */
    Line dial(String master, Endpoint address, Listener listener);
}
