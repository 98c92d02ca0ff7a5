package dev.covey.master.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.model.InboundSpec;
import dev.covey.model.Type;
import dev.covey.model.UserSpec;
import dev.covey.model.UserStatus;
import dev.covey.wire.v1.FromMaster.MessageCase;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DispatchFeedTest {
    private final DispatchBench bench = new DispatchBench();

    private PlayedAgent registered(String node) {
        PlayedAgent agent = bench.agent(node).register();
        bench.settle();
        return agent;
    }

    @Test
    void a_node_gets_its_inbounds_and_the_users_whose_routes_lead_to_it() {
        bench.seed.route("a").route("b").inbound("i1", "w1", "a").inbound("i2", "w2", "b");
        bench.activeUser("everywhere", 1).activeUser("only-a", 2, "a").activeUser("only-b", 3, "b");
        PlayedAgent agent = registered("w1");

        assertThat(agent.items.keySet()).containsExactly("inbound/i1", "user/1", "user/2");
        assertThat(agent.inbound("i1").getPrivateKey()).isEqualTo("key of i1");
        assertThat(agent.gaps).isZero();
    }

    @Test
    void a_node_without_inbounds_gets_nothing_but_is_told_so() {
        bench.activeUser("u", 1);
        PlayedAgent agent = registered("w1");

        assertThat(agent.items).isEmpty();
        assertThat(agent.count(MessageCase.ASSIGNMENTS)).isEqualTo(1);
    }

    @Test
    void a_change_of_a_user_is_one_delta() {
        bench.seed.inbound("i1", "w1", "");
        bench.activeUser("u", 1);
        PlayedAgent agent = registered("w1");
        bench.activeUser("v", 2);
        bench.settle();
        bench.status("u", UserStatus.State.LIMITED);
        bench.settle();

        assertThat(agent.items.keySet()).containsExactly("inbound/i1", "user/2");
        assertThat(agent.count(MessageCase.ASSIGNMENTS)).isEqualTo(3);
        assertThat(agent.gaps).isZero();
    }

    @Test
    void a_user_who_is_disabled_is_cut_off_before_any_controller_has_judged_it() {
        bench.seed.inbound("i1", "w1", "");
        bench.activeUser("u", 1);
        PlayedAgent agent = registered("w1");
        bench.seed.change(
                Type.USER,
                "u",
                s ->
                        new UserSpec(
                                s.number(),
                                false,
                                0,
                                0,
                                s.expiresAt(),
                                s.routes(),
                                "",
                                s.credential(),
                                s.subscription(),
                                s.subscriptionHash()));
        bench.settle();

        assertThat(agent.items).doesNotContainKey("user/1");
    }

    @Test
    void moving_an_inbound_to_another_route_brings_and_takes_whole_groups() {
        bench.seed.route("a").route("b").inbound("i1", "w1", "a");
        bench.activeUser("only-a", 1, "a")
                .activeUser("only-b", 2, "b")
                .activeUser("both", 3, "a", "b");
        PlayedAgent agent = registered("w1");
        assertThat(agent.items.keySet()).containsExactly("inbound/i1", "user/1", "user/3");

        bench.seed.change(Type.INBOUND, "i1", s -> s.inRoute("b"));
        bench.settle();

        assertThat(agent.items.keySet()).containsExactly("inbound/i1", "user/2", "user/3");
        assertThat(agent.inbound("i1").getGeneration()).isEqualTo(2);
        assertThat(agent.gaps).isZero();
        assertThat(agent.count(MessageCase.ASSIGNMENTS)).isEqualTo(2);
    }

    @Test
    void the_last_inbound_takes_everybody_with_it() {
        bench.seed.inbound("i1", "w1", "");
        bench.activeUser("u", 1);
        PlayedAgent agent = registered("w1");
        bench.seed.delete(Type.INBOUND, "i1");
        bench.settle();

        assertThat(agent.items).isEmpty();
        assertThat(agent.gaps).isZero();
    }

    @Test
    void a_new_reign_resumes_an_agent_without_sending_anything() {
        bench.seed.inbound("i1", "w1", "");
        bench.activeUser("u", 1);
        PlayedAgent before = registered("w1");
        bench.cluster.elect("m1");
        bench.dispatch = bench.start();
        PlayedAgent after = bench.agent("w1").register(before.hash.bytes(), 1);
        bench.settle();

        assertThat(after.count(MessageCase.WELCOME)).isEqualTo(1);
        assertThat(after.count(MessageCase.ASSIGNMENTS)).isZero();

        after.hash = before.hash;
        after.items.putAll(before.items);
        bench.activeUser("v", 2);
        bench.settle();

        assertThat(after.items).containsKey("user/2");
        assertThat(after.gaps).isZero();
    }

    @Test
    void a_full_set_comes_in_chunks_and_changes_on_the_way_are_not_lost() {
        bench.seed.inbound("i1", "w1", "");
        for (int n = 1; n <= 1200; n++) {
            bench.activeUser("u" + n, n);
        }
        PlayedAgent agent = bench.agent("w1");
        agent.jammed = true;
        agent.register();
        bench.settle();
        agent.jammed = false;
        bench.dispatch.step(bench.clock.nanos());
        agent.jammed = true;
        bench.status("u3", UserStatus.State.EXPIRED).status("u1100", UserStatus.State.EXPIRED);
        bench.activeUser("late", 1300);
        bench.seed.inbound("i2", "w1", "");
        bench.settle();
        agent.unjam();
        bench.settle();

        assertThat(agent.items).hasSize(2 + 1199).doesNotContainKey("user/3");
        assertThat(agent.gaps).isZero();
    }

    @Test
    void whatever_happens_in_whatever_order_the_agent_has_what_it_should() {
        Random random = new Random(42);
        bench.seed.route("a").route("b").route("c");
        for (int n = 1; n <= 30; n++) {
            String[] routes = random.nextBoolean() ? new String[0] : new String[] {route(random)};
            bench.activeUser("u" + n, n, routes);
        }
        bench.seed.inbound("i1", "w1", "a").inbound("i2", "w1", "");
        PlayedAgent agent = registered("w1");
        for (int round = 0; round < 300; round++) {
            agent.jammed = random.nextInt(3) == 0;
            disturb(random);
            if (random.nextInt(4) > 0) {
                bench.settle();
            }
        }
        agent.unjam();
        bench.settle();
        PlayedAgent fresh = bench.agent("w1").register();
        bench.settle();

        assertThat(agent.gaps).isZero();
        assertThat(agent.items).isEqualTo(fresh.items);
    }

    private static String route(Random random) {
        return List.of("a", "b", "c").get(random.nextInt(3));
    }

    private void disturb(Random random) {
        String user = "u" + (1 + random.nextInt(30));
        switch (random.nextInt(3)) {
            case 0 -> bench.status(user, UserStatus.State.LIMITED);
            case 1 -> bench.status(user, UserStatus.State.ACTIVE);
            default -> {
                String route = random.nextBoolean() ? "" : route(random);
                String inbound = random.nextBoolean() ? "i1" : "i2";
                bench.seed.change(Type.INBOUND, inbound, (InboundSpec s) -> s.inRoute(route));
            }
        }
    }
}
