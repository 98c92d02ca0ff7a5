package dev.covey.runtime.quorum;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a group of voters survives, by what is known of them now: the arithmetic of majorities.
 *
 * @param votes of the voters, whether they answer or not
 */
public record Tolerance(List<Vote> votes) {

    /**
     * One voter.
     *
     * @param zone what it fails together with; empty if nothing is known of that
     * @param answers whether it is there
     */
    public record Vote(String zone, boolean answers) {}

    /** Copies the list. */
    public Tolerance {
        votes = List.copyOf(votes);
    }

    /** How many voters make a majority. */
    public int needed() {
        return votes.size() / 2 + 1;
    }

    /** How many voters answer. */
    public int reached() {
        return (int) answering().count();
    }

    /** Whether a majority answers. */
    public boolean quorate() {
        return reached() >= needed();
    }

    /** How many more voters may be lost, whichever. */
    public int mayLose() {
        return Math.max(0, reached() - needed());
    }

    /**
     * Zones whose loss ends the majority that there is, though that of any one voter would not; in
     * order.
     */
    public List<String> fatalZones() {
        return mayLose() == 0
                ? List.of()
                : answering()
                        .map(Vote::zone)
                        .filter(zone -> !zone.isEmpty())
                        .distinct()
                        .filter(zone -> reached() - in(zone) < needed())
                        .sorted()
                        .toList();
    }

    /** How many voters that answer are in a zone. */
    public int in(String zone) {
        return (int) answering().filter(vote -> vote.zone().equals(zone)).count();
    }

    private Stream<Vote> answering() {
        return votes.stream().filter(Vote::answers);
    }
}
