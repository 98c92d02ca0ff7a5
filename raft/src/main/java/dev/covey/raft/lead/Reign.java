package dev.covey.raft.lead;

import java.util.List;
import java.util.Set;

/**
 * What a leader needs in order to confirm itself.
 *
 * @param term in which it leads
 * @param committed the last entry that it knows to be committed
 * @param electorates the sets of voters of each of which a majority must agree: one, or two while
 *     the members change
 */
public record Reign(long term, long committed, List<Set<String>> electorates) {

    /** Copies the sets. */
    public Reign {
        electorates = electorates.stream().map(Set::copyOf).toList();
    }

    /** Whether those who agree are a majority of every electorate. */
    boolean agreed(Set<String> agreeing) {
        return electorates.stream()
                .allMatch(
                        voters ->
                                voters.stream().filter(agreeing::contains).count() * 2
                                        > voters.size());
    }
}
