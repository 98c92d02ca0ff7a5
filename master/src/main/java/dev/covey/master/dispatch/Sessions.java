package dev.covey.master.dispatch;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sessions there are; at most one open session a node. For one thread. */
final class Sessions {
    private final Map<String, Session> all = new LinkedHashMap<>();
    private final Map<String, Session> open = new HashMap<>();
    private final Set<Session> touched = new LinkedHashSet<>();

    void add(Session session) {
        all.put(session.id, session);
    }

    /** Opens a session; returns the one it takes the place of. */
    Optional<Session> open(Session session) {
        session.state = Session.State.OPEN;
        return Optional.ofNullable(open.put(session.node(), session));
    }

    void remove(Session session) {
        session.state = Session.State.CLOSED;
        all.remove(session.id);
        open.remove(session.node(), session);
    }

    /** The open session of a node. */
    Optional<Session> of(String node) {
        return Optional.ofNullable(open.get(node));
    }

    /** The feed of a session, to be changed; it is pumped at the end of the step. */
    Feed touch(Session session) {
        touched.add(session);
        return session.feed();
    }

    /** Sends what changed as far as the lines take it; they call when they can take more. */
    void pump() {
        touched.stream().filter(Session::isOpen).forEach(s -> s.feed().pump());
        touched.clear();
    }

    /** All open ones. */
    Collection<Session> open() {
        return open.values();
    }

    /** All, whatever their state; a copy. */
    List<Session> all() {
        return List.copyOf(all.values());
    }
}
