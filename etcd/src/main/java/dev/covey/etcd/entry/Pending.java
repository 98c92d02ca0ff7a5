package dev.covey.etcd.entry;

import dev.covey.model.Endpoint;
import dev.covey.runtime.quorum.PeerIds;
import dev.covey.runtime.quorum.PeerSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Somebody who was added and is not yet what was asked for.
 *
 * @param number under which clients know it, from now on
 * @param addresses where it will listen for members
 * @param learner whether it is to stay without a vote
 * @param peer the id that it was told to have; empty until somebody came
 * @param arrival what who came called this coming; empty until then
 */
public record Pending(
        long number, List<Endpoint> addresses, boolean learner, String peer, String arrival) {

    private static final String LEARNER = "learner";
    private static final String VOTER = "voter";
    private static final int NUMBER_DIGITS = 16;

    /** Copies the list. */
    public Pending {
        addresses = List.copyOf(addresses);
    }

    /** One that was added just now. */
    static Pending added(long number, List<Endpoint> addresses, boolean learner) {
        return new Pending(number, addresses, learner, "", "");
    }

    /** Reads what a row holds. */
    static Pending read(String id, String text) {
        String[] lines = text.split("\n", -1);
        List<Endpoint> addresses =
                Arrays.stream(lines[0].split(",", -1))
                        .map(each -> Endpoint.parse("address", each, 0))
                        .toList();
        return new Pending(
                Long.parseUnsignedLong(id, NUMBER_DIGITS),
                addresses,
                lines[1].equals(LEARNER),
                lines[2],
                lines[3]);
    }

    /** What a row holds. */
    String written() {
        String all = addresses.stream().map(Object::toString).collect(Collectors.joining(","));
        return String.join("\n", all, learner ? LEARNER : VOTER, peer, arrival);
    }

    /** Its part of the key of its row. */
    String id() {
        return id(number);
    }

    static String id(long number) {
        String hex = Long.toHexString(number);
        return "0".repeat(NUMBER_DIGITS - hex.length()) + hex;
    }

    /** Whether it is to listen there, and nowhere else. */
    boolean listensAt(List<Endpoint> others) {
        return Set.copyOf(addresses).equals(Set.copyOf(others));
    }

    /** Elsewhere, before it came. */
    Pending at(List<Endpoint> others) {
        return new Pending(number, others, learner, peer, arrival);
    }

    /** Somebody came: under an id that nobody had, not even who came in its place before. */
    Pending come(String name, String as) {
        String mark = PeerIds.mark(peer);
        int tries =
                mark.length() > NUMBER_DIGITS ? Integer.parseInt(mark.substring(NUMBER_DIGITS)) : 0;
        return new Pending(number, addresses, learner, PeerIds.later(name, id() + (tries + 1)), as);
    }

    /** As the group is to know it. */
    PeerSpec spec() {
        return new PeerSpec(peer, addresses);
    }
}
