package dev.covey.wire.server;

import dev.covey.wire.v1.FromAgent;

/** Receives agents. Its methods do not block. */
@FunctionalInterface
public interface Reception {
    /** A connection was opened. Nothing is heard of it before {@link Line#more}. */
    Listener opened(Line line);

    /** Hears what one agent says; one call at a time. */
    interface Listener {
        /** The agent said something; the next thing comes after {@link Line#more}. */
        void heard(FromAgent message);

        /** The line can take more again after it could not. */
        void ready();

        /** The connection is gone; nothing more comes. Called once, also after an own close. */
        void closed();
    }
}
