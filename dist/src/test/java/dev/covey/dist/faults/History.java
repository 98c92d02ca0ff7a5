package dev.covey.dist.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that clients saw.
 *
 * @param told by watcher, in the order of arrival
 * @param hashes of what each member has in the end
 */
record History(
        List<Entry> entries,
        Map<Integer, List<Told>> told,
        List<Lent> lent,
        Map<Integer, String> hashes) {

    /** How the line begins that tells a member's hash. */
    static final String HASH = "hash";

    /** Reads lines in any order; what is none of its own, or broken off, is passed over. */
    static History of(Collection<String> lines) {
        List<Entry> entries = new ArrayList<>();
        Map<Integer, List<Told>> told = new TreeMap<>();
        List<Lent> lent = new ArrayList<>();
        Map<Integer, String> hashes = new TreeMap<>();
        for (String line : lines) {
            Entry.of(line).ifPresent(entries::add);
            Told.of(line)
                    .ifPresent(
                            one ->
                                    told.computeIfAbsent(one.watcher(), _ -> new ArrayList<>())
                                            .add(one));
            Lent.of(line).ifPresent(lent::add);
            String[] words = line.split(" ");
            if (words[0].equals(HASH)) {
                hashes.put(Integer.valueOf(words[1]), words[2]);
            }
        }
        return new History(entries, told, lent, hashes);
    }

    /** What came of what was asked, for the report. */
    String tale() {
        return "%d calls: %d done, %d unknown, %d refused; %d changes told to each of %d; %d leases"
                .formatted(
                        entries.size(),
                        count(Entry.Outcome.DONE),
                        count(Entry.Outcome.UNKNOWN),
                        count(Entry.Outcome.REFUSED),
                        told.values().stream().mapToInt(List::size).max().orElse(0),
                        told.size(),
                        lent.size());
    }

    private long count(Entry.Outcome outcome) {
        return entries.stream().filter(entry -> entry.outcome() == outcome).count();
    }
}
