package dev.covey.dist.faults;

import dev.covey.dist.faults.Entry.Kind;
import dev.covey.dist.faults.Entry.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether a history is strictly serializable, its watches complete and its leases kept. The answers
 * name revisions, so no order has to be guessed: the order is the one that the watch tells, and
 * each answer either fits into it, between the moments of its question and of its arrival, or does
 * not.
 */
final class Verdict {

    private final History history;
    private final Order order;
    private final List<String> violations = new ArrayList<>();

    private Verdict(History history) {
        this.history = history;
        this.order =
                new Order(
                        history.told().values().stream()
                                .max(Comparator.comparingInt(List::size))
                                .orElse(List.of()));
    }

    /** What is wrong with a history; empty if nothing is. */
    static List<String> of(History history) {
        Verdict verdict = new Verdict(history);
        verdict.violations.addAll(verdict.order.flaws());
        verdict.watches();
        verdict.answers();
        verdict.changes();
        verdict.time();
        history.lent().stream()
                .filter(Lent::early)
                .forEach(lent -> verdict.violations.add("a lease ended early: " + lent));
        if (new HashSet<>(history.hashes().values()).size() > 1) {
            verdict.violations.add("members differ: " + history.hashes());
        }
        return verdict.violations;
    }

    /** All watchers are told the same, once and in order. */
    private void watches() {
        List<Told> all = new ArrayList<>();
        order.changes().forEach(all::add);
        history.told()
                .forEach(
                        (watcher, told) -> {
                            for (int i = 0; i < Math.max(all.size(), told.size()); i++) {
                                if (i >= all.size()
                                        || i >= told.size()
                                        || !all.get(i).same(told.get(i))) {
                                    Told heard = i < told.size() ? told.get(i) : null;
                                    violations.add(
                                            "watcher %d was told %s as change %d"
                                                    .formatted(watcher, heard, i));
                                    return;
                                }
                            }
                        });
    }

    /** Each answer fits the state at its revision. */
    private void answers() {
        for (Entry entry : history.entries()) {
            if (entry.done() && !fits(entry)) {
                violations.add("an answer does not fit the order: " + entry);
            }
            if (entry.outcome() == Outcome.REFUSED && order.of(entry.value()).isPresent()) {
                violations.add("a refused write was applied: " + entry);
            }
        }
    }

    private boolean fits(Entry entry) {
        Optional<Told> before = order.state(entry.key(), entry.revision() - 1);
        Optional<Told> now = order.state(entry.key(), entry.revision());
        return switch (entry.kind()) {
            case PUT -> wrote(entry);
            case SWAP -> wrote(entry) && revision(before) == entry.expected();
            case GET -> shows(entry, now);
            case MISS -> shows(entry, now) && revision(now) != entry.expected();
            case DELETE ->
                    entry.found().isEmpty()
                            ? now.isEmpty()
                            : shows(entry, before)
                                    && order.at(entry.revision())
                                            .filter(Told::deletion)
                                            .filter(told -> told.key().equals(entry.key()))
                                            .isPresent();
        };
    }

    private boolean wrote(Entry entry) {
        return order.at(entry.revision())
                .filter(told -> told.key().equals(entry.key()))
                .filter(told -> told.value().equals(entry.value()))
                .isPresent();
    }

    private static boolean shows(Entry entry, Optional<Told> state) {
        return entry.found().equals(state.map(Told::value).orElse(""))
                && entry.foundRevision() == revision(state);
    }

    private static long revision(Optional<Told> state) {
        return state.map(Told::revision).orElse(0L);
    }

    /** Each change was asked for. */
    private void changes() {
        Set<String> asked = new HashSet<>();
        Set<Long> deleted = new HashSet<>();
        Map<String, List<Entry>> open = new HashMap<>();
        for (Entry entry : history.entries()) {
            asked.add(entry.value());
            if (entry.kind() == Kind.DELETE && entry.done()) {
                deleted.add(entry.revision());
            } else if (entry.kind() == Kind.DELETE && entry.outcome() == Outcome.UNKNOWN) {
                open.computeIfAbsent(entry.key(), _ -> new ArrayList<>()).add(entry);
            }
        }
        for (Told told : order.changes()) {
            boolean known =
                    !told.deletion()
                            ? asked.contains(told.value())
                            : deleted.contains(told.revision())
                                    || told.key().startsWith(Traffic.LENT)
                                    || explained(open.get(told.key()));
            if (!known) {
                violations.add("nobody asked for " + told);
            }
        }
    }

    /** Each deletion whose outcome is unknown accounts for one at the most. */
    private static boolean explained(@Nullable List<Entry> unknown) {
        return unknown != null && !unknown.isEmpty() && unknown.removeLast() != null;
    }

    /** Nothing shows less than what was known before it was asked, or more than was asked yet. */
    private void time() {
        List<Entry> done = history.entries().stream().filter(Entry::done).toList();
        NavigableMap<Long, Entry> latest = new TreeMap<>();
        done.stream()
                .sorted(Comparator.comparingLong(Entry::ended))
                .forEach(
                        entry -> {
                            if (latest.isEmpty()
                                    || latest.lastEntry().getValue().revision()
                                            < entry.revision()) {
                                latest.put(entry.ended(), entry);
                            }
                        });
        NavigableMap<Long, Long> begun = begun();
        for (Entry entry : done) {
            var known = latest.lowerEntry(entry.began());
            if (known != null && !after(entry, known.getValue())) {
                violations.add("%s is older than %s".formatted(entry, known.getValue()));
            }
            var shown = begun.floorEntry(entry.revision());
            if (shown != null && shown.getValue() > entry.ended()) {
                violations.add("shows what nobody had asked for yet: " + entry);
            }
        }
    }

    private static boolean after(Entry entry, Entry known) {
        boolean changes =
                entry.writes() && !(entry.kind() == Kind.DELETE && entry.found().isEmpty());
        return changes ? entry.revision() > known.revision() : entry.revision() >= known.revision();
    }

    /** By revision: when the last of the writes up to it was asked for. */
    private NavigableMap<Long, Long> begun() {
        Map<String, Long> asked = new HashMap<>();
        history.entries().stream()
                .filter(entry -> !entry.value().isEmpty())
                .forEach(entry -> asked.put(entry.value(), entry.began()));
        NavigableMap<Long, Long> begun = new TreeMap<>();
        long last = Long.MIN_VALUE;
        for (Told told : order.changes()) {
            last = Math.max(last, asked.getOrDefault(told.value(), Long.MIN_VALUE));
            begun.put(told.revision(), last);
        }
        return begun;
    }
}
