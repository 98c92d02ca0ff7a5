package dev.covey.wire.client;

import dev.covey.wire.v1.FromMaster;

/** Hears what a master says, one call at a time, from threads of the connection. */
public interface Listener {

    /** The master said something. */
    void heard(FromMaster message);

    /**
     * The connection is gone, or never stood; nothing more comes. Called once, also after an own
     * close.
     *
     * @param why for people
     */
    void closed(String why);
}
