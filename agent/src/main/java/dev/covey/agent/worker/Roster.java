package dev.covey.agent.worker;

import dev.covey.agent.driver.Inbound;
import dev.covey.model.ProblemException;
import dev.covey.wire.v1.InboundItem;
import dev.covey.wire.v1.Item;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who may come in where, as the masters want it, by cluster time. Pure; for one thread. */
final class Roster {

    private static final String INBOUND = "inbound/";
    private static final String USER = "user/";

    private final Map<String, Entrance> entrances = new TreeMap<>();
    private final Map<Long, Member> members = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final NavigableMap<Long, Set<Long>> expiries = new TreeMap<>();

    Map<String, Entrance> entrances() {
        return entrances;
    }

    /** Takes in a change; says which user it is about, if it is about one. */
    OptionalLong change(String key, Optional<Item> item) {
        if (key.startsWith(INBOUND)) {
            changeInbound(key.substring(INBOUND.length()), item.map(Item::getInbound));
            return OptionalLong.empty();
        }
        return key.startsWith(USER) ? changeUser(key, item) : OptionalLong.empty();
    }

    /** The users whose time has come since the last call with an earlier time. */
    Set<Long> expire(long clusterMillis) {
        Map<Long, Set<Long>> due = expiries.headMap(clusterMillis, true);
        Set<Long> gone = new HashSet<>();
        due.values().forEach(gone::addAll);
        due.clear();
        return gone;
    }

    /** When the next user expires, cluster time. */
    OptionalLong nextExpiry() {
        return expiries.isEmpty() ? OptionalLong.empty() : OptionalLong.of(expiries.firstKey());
    }

    /** Judges every date anew. */
    void rearm() {
        expiries.clear();
        members.values().forEach(this::arm);
    }

    /** The credential with which a user may come in through an inbound now; null if it may not. */
    @Nullable String credential(long number, String route, long clusterMillis) {
        Member member = members.get(number);
        if (member == null || !member.mayUse(route) || member.expired(clusterMillis)) {
            return null;
        }
        return member.credential();
    }

    /** Credentials of all users who may come in on a route now, by number. */
    Map<Long, String> admitted(String route, long clusterMillis) {
        Map<Long, String> admitted = new HashMap<>();
        for (Member member : members.values()) {
            if (member.mayUse(route) && !member.expired(clusterMillis)) {
                admitted.put(member.number(), member.credential());
            }
        }
        return admitted;
    }

    private void changeInbound(String id, Optional<InboundItem> item) {
        item.ifPresentOrElse(i -> entrances.put(id, entrance(i)), () -> entrances.remove(id));
    }

    private static Entrance entrance(InboundItem item) {
        try {
            Optional<Inbound> inbound = Optional.of(Inbound.of(item));
            return new Entrance(item.getGeneration(), item.getRoute(), inbound, "");
        } catch (ProblemException e) {
            String why = e.problem().message();
            return new Entrance(item.getGeneration(), item.getRoute(), Optional.empty(), why);
        }
    }

    private OptionalLong changeUser(String key, Optional<Item> item) {
        Long before = numbers.remove(key);
        if (before != null) {
            disarm(members.remove(before));
        }
        if (item.isEmpty()) {
            return before == null ? OptionalLong.empty() : OptionalLong.of(before);
        }
        Member now = Member.of(item.get().getUser());
        members.put(now.number(), now);
        numbers.put(key, now.number());
        arm(now);
        return OptionalLong.of(now.number());
    }

    private void arm(Member member) {
        if (member.expiresAtMillis() != 0) {
            expiries.computeIfAbsent(member.expiresAtMillis(), _ -> new HashSet<>())
                    .add(member.number());
        }
    }

    private void disarm(@Nullable Member member) {
        if (member == null) {
            return;
        }
        expiries.computeIfPresent(
                member.expiresAtMillis(),
                (_, numbersThen) -> {
                    numbersThen.remove(member.number());
                    return numbersThen.isEmpty() ? null : numbersThen;
                });
    }
}
