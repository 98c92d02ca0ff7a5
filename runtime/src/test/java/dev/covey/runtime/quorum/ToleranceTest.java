package dev.covey.runtime.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.runtime.quorum.Tolerance.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is said to be survived is survived, and nothing more: tried out for all small groups. */
class ToleranceTest {

    private static final int LARGEST = 5;
    private static final List<Vote> KINDS =
            Stream.of("", "a", "b", "c")
                    .flatMap(zone -> Stream.of(new Vote(zone, true), new Vote(zone, false)))
                    .toList();

    @Test
    void whatItSaysIsWhatHappens() {
        List<List<Vote>> groups = List.of(List.of());
        for (int size = 1; size <= LARGEST; size++) {
            groups = groups.stream().flatMap(ToleranceTest::oneMore).toList();
            groups.forEach(ToleranceTest::check);
        }
    }

    /** Of groups that differ only in the order of their voters, one is enough. */
    private static Stream<List<Vote>> oneMore(List<Vote> some) {
        int from = some.isEmpty() ? 0 : KINDS.indexOf(some.getLast());
        return KINDS.subList(from, KINDS.size()).stream().map(vote -> with(some, vote));
    }

    private static List<Vote> with(List<Vote> some, Vote vote) {
        List<Vote> more = new ArrayList<>(some);
        more.add(vote);
        return List.copyOf(more);
    }

    private static void check(List<Vote> votes) {
        Tolerance tolerance = new Tolerance(votes);
        long there = votes.stream().filter(Vote::answers).count();
        assertThat(tolerance.quorate()).isEqualTo(majority(there, votes));
        if (tolerance.quorate()) {
            int lost = tolerance.mayLose();
            assertThat(majority(there - lost, votes)).isTrue();
            assertThat(majority(there - lost - 1, votes)).isFalse();
        }
        for (String zone : List.of("a", "b", "c")) {
            long left = there - tolerance.in(zone);
            boolean fatal = majority(there - 1, votes) && !majority(left, votes);
            assertThat(tolerance.fatalZones().contains(zone))
                    .as("%s in %s", zone, votes)
                    .isEqualTo(fatal);
        }
    }

    private static boolean majority(long there, List<Vote> of) {
        return there * 2 > of.size();
    }
}
