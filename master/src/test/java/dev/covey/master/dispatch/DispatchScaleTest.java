package dev.covey.master.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.model.Role;
import dev.covey.wire.SetHash;
import dev.covey.wire.v1.FromMaster.MessageCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A large cluster: prints what it costs, asserts only what does not depend on the machine. */
@Tag("long")
class DispatchScaleTest {
    private static final int USERS = 100_000;
    private static final int NODES = 100;

    private final DispatchBench bench = new DispatchBench();

    private void seed() {
        bench.seed.route("a").route("b");
        for (int n = 0; n < NODES; n++) {
            bench.seed.node("n" + n, Role.WORKER).inbound("i" + n, "n" + n, n % 2 == 0 ? "a" : "b");
        }
        bench.activeUsers(1, USERS, n -> n % 3 == 0 ? new String[] {"a"} : new String[0]);
    }

    private static void print(String what, long since) {
        System.out.printf(
                "%s: %d ms%n", what, Duration.ofNanos(System.nanoTime() - since).toMillis());
    }

    @Test
    void a_hundred_workers_with_a_hundred_thousand_users_are_resumed_and_told_of_changes() {
        seed();
        long start = System.nanoTime();
        bench.settle();
        print("load", start);
        start = System.nanoTime();
        PlayedAgent first = bench.agent("n0").register();
        bench.settle();
        print("one full set", start);
        PlayedAgent second = bench.agent("n1").register();
        bench.settle();
        SetHash even = first.hash;
        SetHash odd = second.hash;
        assertThat(first.items).hasSize(USERS + 1);

        start = System.nanoTime();
        List<PlayedAgent> agents = new ArrayList<>();
        for (int n = 2; n < NODES; n++) {
            SetHash users =
                    n % 2 == 0
                            ? even.xor(bench.hashOf("i0", "n0"))
                            : odd.xor(bench.hashOf("i1", "n1"));
            PlayedAgent agent = bench.agent("n" + n);
            agent.register(users.xor(bench.hashOf("i" + n, "n" + n)).bytes(), 0);
            agents.add(agent);
        }
        bench.settle();
        print("98 agents resumed", start);
        assertThat(agents).allMatch(a -> a.count(MessageCase.WELCOME) == 1);
        assertThat(agents).allMatch(a -> a.count(MessageCase.ASSIGNMENTS) == 0);

        start = System.nanoTime();
        bench.activeUser("late", USERS + 41);
        bench.settle();
        print("one user told to 100 agents", start);
        assertThat(agents).allMatch(a -> a.count(MessageCase.ASSIGNMENTS) == 1);
    }
}
