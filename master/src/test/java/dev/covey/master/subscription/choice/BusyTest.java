package dev.covey.master.subscription.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.master.subscription.profile.Target;
import dev.covey.model.RouteSpec.Algorithm;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BusyTest {
    private static final Target TARGET = new Target("h.example", 443, "s.example", "k", "ab");
    private static final double MEGABYTE = 1e6;

    private static Candidate candidate(int i) {
        return new Candidate("i" + i, "n" + i, "i" + i, TARGET, 1000, true);
    }

    private static List<Pool> pool(Algorithm algorithm, int size) {
        return List.of(
                Pool.of(
                        "r",
                        "r",
                        algorithm,
                        IntStream.range(0, size).mapToObj(BusyTest::candidate).toList()));
    }

    private static Set<String> busy(Set<String> before, double... megabytes) {
        Map<String, Double> loads =
                IntStream.range(0, megabytes.length)
                        .boxed()
                        .collect(Collectors.toMap(i -> "i" + i, i -> megabytes[i] * MEGABYTE));
        return Busy.of(
                pool(Algorithm.LEAST_LOADED, megabytes.length),
                before,
                c -> loads.getOrDefault(c.inbound(), 0.0));
    }

    @Test
    void whatCarriesMuchMoreThanTheOthersIsBusy() {
        assertThat(busy(Set.of(), 10, 1, 1)).containsExactly("i0");
        assertThat(busy(Set.of(), 10, 10, 1)).containsExactlyInAnyOrder("i0", "i1");
        assertThat(busy(Set.of(), 10, 9, 8)).isEmpty();
    }

    @Test
    void whatWasBusyStaysSoUntilItIsClearlyBelow() {
        assertThat(busy(Set.of(), 6, 4)).isEmpty();
        assertThat(busy(Set.of("i0"), 6, 4)).containsExactly("i0");
        assertThat(busy(Set.of("i0"), 5.2, 4.8)).isEmpty();
    }

    @Test
    void whereHardlyAnythingIsCarriedNothingIsBusy() {
        assertThat(busy(Set.of(), 0.1, 0)).isEmpty();
        assertThat(busy(Set.of("i0"), 0, 0)).isEmpty();
    }

    @Test
    void aSingleInboundAndRoundRobinAreNeverBusy() {
        assertThat(busy(Set.of(), 100)).isEmpty();
        assertThat(
                        Busy.of(
                                pool(Algorithm.ROUND_ROBIN, 2),
                                Set.of(),
                                c -> c.inbound().equals("i0") ? 1e9 : 0))
                .isEmpty();
    }

    @Test
    void neverAreAllBusy() {
        Random random = new Random(3);
        for (int round = 0; round < 10_000; round++) {
            int size = 2 + random.nextInt(8);
            double[] loads = random.doubles(size, 0, 50).toArray();
            Set<String> before =
                    IntStream.range(0, size)
                            .filter(_ -> random.nextBoolean())
                            .mapToObj(i -> "i" + i)
                            .collect(Collectors.toSet());
            assertThat(busy(before, loads)).hasSizeLessThan(size);
        }
    }
}
