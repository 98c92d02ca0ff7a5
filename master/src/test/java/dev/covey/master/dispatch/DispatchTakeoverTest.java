package dev.covey.master.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.master.rows.Counter;
import dev.covey.model.Type;
import dev.covey.model.json.Json;
import dev.covey.runtime.store.Change;
import dev.covey.runtime.store.Transaction;
import dev.covey.wire.SetHash;
import dev.covey.wire.v1.AskFull;
import dev.covey.wire.v1.FromAgent;
import dev.covey.wire.v1.FromMaster.MessageCase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A reign that begins with so many users that reading them takes many steps. */
class DispatchTakeoverTest {
    private static final int USERS = 2_500;
    private static final int FEW_STEPS = 6;

    private final DispatchBench bench = new DispatchBench();

    private PlayedAgent greeted(SetHash has) {
        return bench.agent("w1").register(has.bytes(), 0);
    }

    private DispatchTakeoverTest manyUsers() {
        bench.seed.route("a").inbound("i1", "w1", "a");
        bench.activeUsers(1, USERS, n -> new String[0]);
        return this;
    }

    private void someSteps() {
        for (int i = 0; i < FEW_STEPS; i++) {
            bench.dispatch.step(bench.clock.nanos());
            bench.clock.advance(Duration.ofMillis(10));
        }
    }

    @Test
    void an_agent_is_let_in_and_heard_while_users_are_still_being_read() {
        manyUsers();
        PlayedAgent agent = greeted(SetHash.EMPTY);
        someSteps();
        assertThat(agent.count(MessageCase.WELCOME)).isEqualTo(1);
        agent.beat(1).report(1, "i1", 1, "active");
        someSteps();

        assertThat(agent.count(MessageCase.HEARTBEAT)).isEqualTo(1);
        assertThat(agent.count(MessageCase.REPORT)).isEqualTo(1);
        assertThat(agent.count(MessageCase.ASSIGNMENTS)).isZero();

        bench.settle();
        assertThat(agent.items).hasSize(USERS + 1);
        assertThat(agent.gaps).isZero();
    }

    @Test
    void an_agent_that_has_everything_is_told_nothing() {
        manyUsers();
        PlayedAgent before = greeted(SetHash.EMPTY);
        bench.settle();
        bench.dispatch = bench.start();

        PlayedAgent agent = greeted(before.hash);
        bench.settle();

        assertThat(agent.count(MessageCase.WELCOME)).isEqualTo(1);
        assertThat(agent.count(MessageCase.ASSIGNMENTS)).isZero();
    }

    @Test
    void what_changes_meanwhile_is_told_once_all_is_read() {
        manyUsers();
        PlayedAgent agent = greeted(SetHash.EMPTY);
        someSteps();
        bench.seed.delete(Type.USER, "u1").delete(Type.USER, "u" + (USERS - 1));
        bench.activeUser("a-new-one", USERS + 1).activeUser("z-new-one", USERS + 2);
        bench.seed.inbound("i2", "w1", "a");
        someSteps();
        assertThat(agent.count(MessageCase.ASSIGNMENTS)).isZero();

        bench.settle();

        assertThat(agent.items).hasSize(USERS + 2);
        assertThat(agent.items).doesNotContainKeys("user/1", "user/" + (USERS - 1));
        assertThat(agent.items).containsKeys("user/" + (USERS + 1), "user/" + (USERS + 2));
        assertThat(agent.gaps).isZero();
    }

    @Test
    void who_asks_for_everything_meanwhile_gets_all_and_not_the_part_that_is_read() {
        manyUsers();
        PlayedAgent agent = greeted(SetHash.EMPTY);
        someSteps();
        agent.say(FromAgent.newBuilder().setAskFull(AskFull.getDefaultInstance()));
        someSteps();
        assertThat(agent.count(MessageCase.ASSIGNMENTS)).isZero();

        bench.settle();

        assertThat(agent.items).hasSize(USERS + 1);
        assertThat(agent.gaps).isZero();
    }

    @Test
    void traffic_of_users_who_are_not_read_yet_is_counted_and_keeps_no_heartbeat_waiting() {
        manyUsers();
        PlayedAgent agent = greeted(SetHash.EMPTY);
        someSteps();
        for (int seq = 1; seq <= 16; seq++) {
            agent.usage("e1", seq, USERS - seq, 100);
        }
        int mayHear = agent.mayHear;
        agent.beat(1);
        someSteps();
        assertThat(agent.mayHear).isEqualTo(mayHear + 17);
        assertThat(agent.count(MessageCase.HEARTBEAT)).isEqualTo(1);

        bench.settle();
        agent.beat(2);
        bench.pass(Duration.ofSeconds(11));

        for (int seq = 1; seq <= 16; seq++) {
            assertThat(Counter.of(bench.store.view(), USERS - seq).weighted()).isEqualTo(100);
        }
        assertThat(agent.told.getLast().getUsage().getCommitted().getSeq()).isEqualTo(16);
    }

    @Test
    void more_batches_than_may_wait_are_heard_later_and_all_counted() {
        manyUsers();
        PlayedAgent agent = greeted(SetHash.EMPTY);
        someSteps();
        int mayHear = agent.mayHear;
        for (int seq = 1; seq <= 20; seq++) {
            agent.usage("e1", seq, 1, 100);
        }
        someSteps();
        assertThat(agent.mayHear).isEqualTo(mayHear + 19);

        bench.settle();
        assertThat(agent.mayHear).isEqualTo(mayHear + 20);
        bench.pass(Duration.ofSeconds(11));
        assertThat(Counter.of(bench.store.view(), 1).weighted()).isEqualTo(2_000);
    }

    @Test
    void a_user_whose_secret_cannot_be_opened_is_told_to_nobody_and_keeps_its_counter() {
        bench.seed.route("a").inbound("i1", "w1", "a");
        bench.activeUser("broken", 1).activeUser("sound", 2);
        bench.store
                .commit(
                        Transaction.of(
                                List.of(),
                                List.of(
                                        new Change.Put(
                                                Counter.row(1), Json.bytes(new Counter(1, 2, 3)))),
                                "test",
                                "a counter"))
                .toCompletableFuture()
                .join();
        bench.unopened.add("broken");
        PlayedAgent agent = greeted(SetHash.EMPTY);
        bench.pass(Duration.ofSeconds(11));

        assertThat(agent.items).containsOnlyKeys("inbound/i1", "user/2");
        assertThat(Counter.of(bench.store.view(), 1).weighted()).isEqualTo(3);
    }
}
