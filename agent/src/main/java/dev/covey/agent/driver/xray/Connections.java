package dev.covey.agent.driver.xray;

import dev.covey.agent.host.Flow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whose connections there are, as the core reports them. Bounded: beyond the bound the oldest is
 * forgotten. Safe from any thread.
 */
final class Connections {

    static final int MOST = 200_000;
    private static final long YOUNG_NANOS = Duration.ofSeconds(10).toNanos();

    /** Whose a connection is and through which inbound it came. */
    record Owner(long user, String inbound) {}

    private record Entry(Owner owner, long since) {}

    private final LinkedHashMap<Flow, Entry> flows = new LinkedHashMap<>();
    private final Set<Owner> barred = new HashSet<>();

    /**
     * The core reports a connection.
     *
     * @return false if its user has been expelled: then it must be ended
     */
    synchronized boolean opened(Flow flow, Owner owner, long now) {
        if (barred.contains(owner)) {
            return false;
        }
        flows.remove(flow);
        flows.put(flow, new Entry(owner, now));
        if (flows.size() > MOST) {
            Iterator<Flow> oldest = flows.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        return true;
    }

    /**
     * A user is expelled from an inbound: takes out its connections, bars the ones still to come.
     */
    synchronized List<Flow> expel(Owner owner) {
        barred.add(owner);
        return take(entry -> entry.owner().equals(owner));
    }

    /** Users are let in again. */
    synchronized void admit(String inbound, Collection<Long> users) {
        users.forEach(user -> barred.remove(new Owner(user, inbound)));
    }

    /** An inbound is closed: takes out its connections. */
    synchronized List<Flow> close(String inbound) {
        barred.removeIf(owner -> owner.inbound().equals(inbound));
        return take(entry -> entry.owner().inbound().equals(inbound));
    }

    synchronized Optional<Owner> owner(Flow flow) {
        return Optional.ofNullable(flows.get(flow)).map(Entry::owner);
    }

    /** The users with connections, by inbound. */
    synchronized Map<String, Set<Long>> users() {
        Map<String, Set<Long>> users = new HashMap<>();
        for (Entry entry : flows.values()) {
            users.computeIfAbsent(entry.owner().inbound(), _ -> new HashSet<>())
                    .add(entry.owner().user());
        }
        return users;
    }

    /** Forgets connections that are gone, except ones reported since the look at what lives. */
    synchronized void keepOnly(Set<Flow> living, long now) {
        flows.entrySet()
                .removeIf(
                        e ->
                                !living.contains(e.getKey())
                                        && now - e.getValue().since() > YOUNG_NANOS);
    }

    synchronized boolean isEmpty() {
        return flows.isEmpty();
    }

    /** The local ports that connections came in on. */
    synchronized Set<Integer> ports() {
        Set<Integer> ports = new HashSet<>();
        flows.keySet().forEach(flow -> ports.add(flow.local().getPort()));
        return ports;
    }

    /** Another core begins. */
    synchronized void clear() {
        flows.clear();
        barred.clear();
    }

    private interface Choice {
        boolean takes(Entry entry);
    }

    private List<Flow> take(Choice choice) {
        List<Flow> taken = new ArrayList<>();
        flows.entrySet()
                .removeIf(
                        e -> {
                            boolean takes = choice.takes(e.getValue());
                            if (takes) {
                                taken.add(e.getKey());
                            }
                            return takes;
                        });
        return taken;
    }
}
