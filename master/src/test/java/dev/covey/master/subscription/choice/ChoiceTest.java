package dev.covey.master.subscription.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.master.subscription.profile.Target;
import dev.covey.model.RouteSpec.Algorithm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChoiceTest {
    private static final int USERS = 10_000;
    private static final Target TARGET = new Target("h.example", 443, "s.example", "k", "ab");

    private final Random random = new Random(7);

    private Candidate candidate(boolean live) {
        byte[] seed = new byte[16];
        random.nextBytes(seed);
        String id = UUID.nameUUIDFromBytes(seed).toString();
        return new Candidate(id, "node of " + id, id, TARGET, 1000, live);
    }

    private Pool pool(Algorithm algorithm, int live, int dead) {
        List<Candidate> all = new ArrayList<>();
        for (int i = 0; i < live + dead; i++) {
            all.add(candidate(i < live));
        }
        all.sort(java.util.Comparator.comparing(Candidate::inbound));
        return Pool.of("r", "r", algorithm, all);
    }

    private static Pool with(Pool pool, Candidate changed) {
        return Pool.of(
                pool.route(),
                pool.name(),
                pool.algorithm(),
                pool.candidates().stream()
                        .map(c -> c.inbound().equals(changed.inbound()) ? changed : c)
                        .toList());
    }

    private static Candidate dead(Candidate candidate) {
        return new Candidate(
                candidate.inbound(),
                candidate.node(),
                candidate.name(),
                candidate.target(),
                candidate.coefficientMilli(),
                false);
    }

    private static String given(Pool pool, long user, Set<String> busy) {
        return Choice.of(pool, user, busy).orElseThrow().inbound();
    }

    private static Map<String, Integer> spread(Pool pool, Set<String> busy) {
        Map<String, Integer> counts = new HashMap<>();
        LongStream.rangeClosed(1, USERS)
                .forEach(user -> counts.merge(given(pool, user, busy), 1, Integer::sum));
        return counts;
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void usersAreSpreadEvenlyOverLiveInbounds(Algorithm algorithm) {
        for (int live = 1; live <= 12; live++) {
            Pool pool = pool(algorithm, live, random.nextInt(4));
            double share = (double) USERS / live;

            Map<String, Integer> counts = spread(pool, Set.of());

            assertThat(counts).hasSize(live);
            assertThat(counts.values()).allMatch(n -> n > share * 0.7 && n < share * 1.3);
        }
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void nothingDeadIsGiven(Algorithm algorithm) {
        Pool pool = pool(algorithm, 3, 5);

        assertThat(spread(pool, Set.of()).keySet())
                .containsExactlyInAnyOrderElementsOf(
                        pool.live().stream().map(Candidate::inbound).toList());
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void aRouteWithoutLiveInboundsGivesNothing(Algorithm algorithm) {
        assertThat(Choice.of(pool(algorithm, 0, 3), 1, Set.of())).isEmpty();
        assertThat(Choice.of(pool(algorithm, 0, 0), 1, Set.of())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void onlyTheUsersOfADyingInboundMoveAndTheySpread(Algorithm algorithm) {
        Pool before = pool(algorithm, 5, 0);
        Candidate victim = before.candidates().get(2);
        Pool after = with(before, dead(victim));
        Map<String, Integer> refuges = new HashMap<>();
        for (long user = 1; user <= USERS; user++) {
            String old = given(before, user, Set.of());
            String now = given(after, user, Set.of());
            if (old.equals(victim.inbound())) {
                refuges.merge(now, 1, Integer::sum);
            } else {
                assertThat(now).isEqualTo(old);
            }
        }
        assertThat(refuges).hasSize(4);
        assertThat(refuges.values()).allMatch(n -> n > USERS / 5 / 4 * 0.7);
    }

    @Test
    void onlyTheUsersOfABusyInboundMove() {
        Pool pool = pool(Algorithm.LEAST_LOADED, 5, 1);
        String busy = pool.live().getFirst().inbound();
        for (long user = 1; user <= USERS; user++) {
            String idle = given(pool, user, Set.of());
            String now = given(pool, user, Set.of(busy));
            if (idle.equals(busy)) {
                assertThat(now).isNotEqualTo(busy);
            } else {
                assertThat(now).isEqualTo(idle);
            }
        }
    }

    @Test
    void whereAllAreBusyUsersKeepTheirs() {
        Pool pool = pool(Algorithm.LEAST_LOADED, 3, 0);
        Set<String> all = Set.copyOf(pool.live().stream().map(Candidate::inbound).toList());
        for (long user = 1; user <= 100; user++) {
            assertThat(given(pool, user, all)).isEqualTo(given(pool, user, Set.of()));
        }
    }

    @Test
    void roundRobinGivesNeighboursDifferentInbounds() {
        Pool pool = pool(Algorithm.ROUND_ROBIN, 3, 0);

        assertThat(LongStream.rangeClosed(1, 3).mapToObj(u -> given(pool, u, Set.of())))
                .doesNotHaveDuplicates();
        assertThat(given(pool, 4, Set.of())).isEqualTo(given(pool, 1, Set.of()));
    }

    @Test
    void aNewInboundTakesUsersFromAllAndMovesNobodyElse() {
        Pool before = pool(Algorithm.LEAST_LOADED, 4, 0);
        List<Candidate> more = new ArrayList<>(before.candidates());
        Candidate added = candidate(true);
        more.add(added);
        Pool after = Pool.of("r", "r", Algorithm.LEAST_LOADED, more);
        int moved = 0;
        for (long user = 1; user <= USERS; user++) {
            String now = given(after, user, Set.of());
            if (!now.equals(given(before, user, Set.of()))) {
                assertThat(now).isEqualTo(added.inbound());
                moved++;
            }
        }
        assertThat(moved).isBetween(USERS / 7, USERS / 4);
    }
}
