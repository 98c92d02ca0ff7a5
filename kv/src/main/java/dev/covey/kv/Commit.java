package dev.covey.kv;

import java.util.List;

/** All events of one revision, in the order in which the request made them. */
public record Commit(Space space, long revision, List<Event> events) {

    /** Copies the list. */
    public Commit {
        events = List.copyOf(events);
    }
}
