package dev.covey.master.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.master.rows.Counter;
import dev.covey.master.rows.UsageMark;
import dev.covey.model.Kind;
import dev.covey.model.NodeSpec;
import dev.covey.model.Type;
import dev.covey.model.UserStatus;
import dev.covey.model.json.Json;
import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.resource.Seed;
import dev.covey.wire.v1.FromAgent;
import dev.covey.wire.v1.FromMaster.MessageCase;
import dev.covey.wire.v1.UsageBatch;
import dev.covey.wire.v1.UserBytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DispatchUsageTest {
    private static final Duration FLUSH = Duration.ofSeconds(11);

    private final DispatchBench bench = new DispatchBench();

    private PlayedAgent registered(String node) {
        PlayedAgent agent = bench.agent(node).register();
        bench.settle();
        return agent;
    }

    private long counted(long user) {
        return Counter.of(bench.store.view(), user).weighted();
    }

    @Test
    void batches_are_summed_and_committed_together_and_then_acknowledged() {
        bench.activeUser("u", 1);
        PlayedAgent agent = registered("w1");
        agent.usage("e1", 1, 1, 100).usage("e1", 2, 1, 50);
        bench.settle();
        assertThat(counted(1)).isZero();
        long before = bench.store.view().revision();

        agent.beat(1);
        bench.pass(FLUSH);

        assertThat(counted(1)).isEqualTo(150);
        assertThat(bench.store.view().revision()).isEqualTo(before + 1);
        assertThat(agent.told.getLast().getUsage().getCommitted().getSeq()).isEqualTo(2);
        assertThat(UsageMark.of(bench.store.view(), "w1").bytes()).isEqualTo(150);
    }

    @Test
    void a_batch_that_is_sent_twice_is_counted_once() {
        bench.activeUser("u", 1);
        PlayedAgent agent = registered("w1");
        agent.usage("e1", 1, 1, 100).usage("e1", 1, 1, 100);
        bench.pass(FLUSH);
        agent.usage("e1", 1, 1, 100);
        bench.pass(FLUSH);

        assertThat(counted(1)).isEqualTo(100);
        assertThat(agent.count(MessageCase.USAGE)).isGreaterThanOrEqualTo(2);
    }

    @Test
    void a_session_that_resumes_goes_on_after_what_is_committed() {
        bench.activeUser("u", 1);
        registered("w1").usage("e1", 1, 1, 100);
        bench.pass(FLUSH);
        PlayedAgent again = registered("w1");

        assertThat(again.told.getFirst().getWelcome().getCommitted(0).getSeq()).isEqualTo(1);
        again.usage("e1", 1, 1, 100).usage("e1", 2, 1, 7);
        bench.pass(FLUSH);

        assertThat(counted(1)).isEqualTo(107);
    }

    @Test
    void what_a_dead_master_had_not_committed_is_counted_by_the_next() {
        bench.activeUser("u", 1);
        registered("w1").usage("e1", 1, 1, 100);
        bench.settle();
        bench.cluster.elect("m1");
        bench.dispatch = bench.start();
        PlayedAgent again = registered("w1");
        assertThat(again.told.getFirst().getWelcome().getCommittedCount()).isZero();
        again.usage("e1", 1, 1, 100);
        bench.pass(FLUSH);

        assertThat(counted(1)).isEqualTo(100);
    }

    @Test
    void a_commit_of_unknown_outcome_is_counted_once_whether_it_happened_or_not() {
        bench.activeUser("u", 1);
        PlayedAgent agent = registered("w1");
        bench.cluster.loseAnswers(1);
        agent.usage("e1", 1, 1, 100);
        bench.pass(FLUSH);
        assertThat(counted(1)).isEqualTo(100);
        assertThat(agent.told.getLast().getUsage().getCommitted().getSeq()).isEqualTo(1);

        bench.cluster.hold();
        agent.usage("e1", 2, 1, 1);
        bench.pass(FLUSH);
        bench.cluster.dropPending();
        bench.cluster.release();
        bench.pass(FLUSH);

        assertThat(counted(1)).isEqualTo(101);
    }

    @Test
    void a_commit_that_comes_late_after_it_was_given_up_is_not_counted_twice() {
        bench.activeUser("u", 1);
        PlayedAgent agent = registered("w1");
        bench.cluster.hold();
        agent.usage("e1", 1, 1, 100);
        bench.pass(FLUSH);
        bench.cluster.expire("m1");
        bench.pass(Duration.ofSeconds(2));
        bench.cluster.release();
        agent.usage("e1", 2, 1, 10);
        bench.pass(FLUSH);

        assertThat(counted(1)).isEqualTo(110);
    }

    @Test
    void what_the_store_refuses_is_tried_again_ever_more_rarely() {
        bench.activeUser("u", 1);
        PlayedAgent agent = registered("w1");
        bench.cluster.elect("m1");
        bench.cluster.hold();
        agent.usage("e1", 1, 1, 100);
        int attempts = 0;
        for (int i = 0; i < 120; i++) {
            bench.pass(Duration.ofMillis(500));
            while (bench.cluster.commitNext()) {
                attempts++;
            }
        }

        assertThat(attempts).isBetween(5, 20);
        assertThat(counted(1)).isZero();
    }

    @Test
    void a_user_who_crosses_a_limit_is_committed_at_once() {
        bench.seed.create("u", Seed.userSpec(1, 1000, Optional.empty()));
        bench.status("u", UserStatus.State.ACTIVE);
        PlayedAgent agent = registered("w1");
        PlayedAgent other = registered("w2");
        agent.usage("e1", 1, 1, 600);
        bench.settle();
        assertThat(counted(1)).isZero();

        other.usage("e9", 1, 1, 400);
        bench.settle();

        assertThat(counted(1)).isEqualTo(1000);
    }

    @Test
    void bytes_weigh_what_their_node_says_and_raw_ones_are_kept_beside() {
        bench.activeUser("u", 1);
        bench.seed.change(
                Type.NODE,
                "w1",
                n ->
                        new NodeSpec(
                                n.roles(),
                                n.zone(),
                                n.links(),
                                n.publicAddress(),
                                n.ports(),
                                n.keyPin(),
                                n.availability(),
                                1500));
        registered("w1").usage("e1", 1, 1, 1001);
        bench.pass(FLUSH);

        assertThat(Counter.of(bench.store.view(), 1)).isEqualTo(new Counter(0, 1001, 1501));
    }

    @Test
    void a_gap_is_counted_and_told() {
        bench.activeUser("u", 1);
        PlayedAgent agent = registered("w1");
        agent.usage("e1", 1, 1, 10).usage("e1", 5, 1, 10).usage("e2", 1, 1, 10);
        bench.pass(FLUSH);

        assertThat(counted(1)).isEqualTo(30);
        assertThat(bench.store.view().list("r/event/")).hasSize(1);
    }

    @Test
    void a_core_epoch_that_is_over_is_not_counted_again() {
        bench.activeUser("u", 1);
        PlayedAgent agent = registered("w1");
        agent.usage("e1", 1, 1, 10).usage("e2", 1, 1, 10).usage("e1", 2, 1, 10);
        bench.pass(FLUSH);

        assertThat(counted(1)).isEqualTo(20);
        assertThat(registered("w1").told.getFirst().getWelcome().getCommittedList())
                .extracting(m -> m.getCoreEpoch() + " " + m.getSeq())
                .containsExactly("e1 1", "e2 1");
    }

    @Test
    void more_users_than_one_transaction_has_room_for_are_counted_all_at_one_revision() {
        UsageBatch.Builder batch = UsageBatch.newBuilder().setCoreEpoch("e1").setSeq(1);
        for (int n = 1; n <= 900; n++) {
            bench.seed.user("u" + n, n);
            batch.addBytes(UserBytes.newBuilder().setNumber(n).setUp(n));
        }
        registered("w1").say(FromAgent.newBuilder().setUsage(batch));
        bench.settle();
        long before = bench.store.view().revision();
        bench.pass(FLUSH);

        assertThat(counted(900)).isEqualTo(900);
        assertThat(counted(1)).isEqualTo(1);
        assertThat(bench.store.view().revision()).isEqualTo(before + 1);
    }

    @Test
    void more_users_than_one_request_has_room_for_are_counted_one_batch_after_another() {
        for (int n = 1; n <= 3000; n++) {
            bench.seed.user("u" + n, n);
        }
        PlayedAgent one = registered("w1");
        PlayedAgent two = registered("w2");
        for (int from = 1; from <= 3000; from += 1000) {
            one.say(batch(from / 1000 + 1, from));
            two.say(batch(from / 1000 + 1, from));
            bench.settle();
        }
        bench.pass(FLUSH);

        assertThat(counted(1)).isEqualTo(2);
        assertThat(counted(3000)).isEqualTo(2);
        assertThat(one.told.getLast().getUsage().getCommitted().getSeq()).isEqualTo(3);
        assertThat(two.told.getLast().getUsage().getCommitted().getSeq()).isEqualTo(3);
    }

    private static FromAgent.Builder batch(int seq, int from) {
        UsageBatch.Builder batch = UsageBatch.newBuilder().setCoreEpoch("e1").setSeq(seq);
        for (int n = from; n < from + 1000; n++) {
            batch.addBytes(UserBytes.newBuilder().setNumber(n).setUp(1));
        }
        return FromAgent.newBuilder().setUsage(batch);
    }

    @Test
    void many_users_deleted_at_once_do_not_keep_the_others_from_being_counted() {
        for (int from = 1; from <= 3000; from += 100) {
            Draft draft = new Draft(bench.store.view());
            for (int n = from; n < from + 100; n++) {
                draft.put(Counter.row(n), Json.utf8("{}"));
            }
            bench.seed.commit(draft);
        }
        bench.activeUser("u", 3001);
        registered("w1").usage("e1", 1, 3001, 10);
        bench.pass(FLUSH);

        assertThat(counted(3001)).isEqualTo(10);
        assertThat(bench.store.view().list(Counter.PREFIX)).hasSize(1);
    }

    @Test
    void the_counter_of_a_deleted_user_goes_too() {
        bench.activeUser("u", 1);
        PlayedAgent agent = registered("w1");
        agent.usage("e1", 1, 1, 10);
        bench.pass(FLUSH);
        agent.usage("e1", 2, 1, 10);
        bench.settle();
        bench.seed.delete(Type.USER, "u");
        bench.pass(FLUSH.multipliedBy(2));

        assertThat(bench.store.view().get("c/1")).isEmpty();
    }

    @Test
    void counters_of_users_who_went_while_nobody_looked_are_cleared_away() {
        bench.activeUser("u", 1);
        registered("w1").usage("e1", 1, 1, 10);
        bench.pass(FLUSH);
        bench.dispatch.stop();
        bench.settle();
        bench.seed.delete(Type.USER, "u");
        bench.cluster.elect("m1");
        bench.dispatch = bench.start();
        bench.pass(Duration.ofSeconds(1));

        assertThat(bench.store.view().get("c/1")).isEmpty();
        assertThat(bench.store.view().list("s/" + Kind.USER.word() + "/")).isEmpty();
        assertThat(Instant.EPOCH).isBefore(bench.clock.instant());
    }

    @Test
    void a_batch_without_a_sound_name_of_its_core_is_refused() {
        PlayedAgent nameless = registered("w1").usage("", 1, 1, 10);
        PlayedAgent hostile = registered("w2").usage("e".repeat(1 << 20), 1, 1, 10);
        bench.settle();

        assertThat(nameless.refusals()).containsExactly("malformed");
        assertThat(hostile.refusals()).containsExactly("malformed");
    }

    @Test
    void an_overlong_batch_is_refused() {
        PlayedAgent agent = registered("w1");
        UsageBatch.Builder batch = UsageBatch.newBuilder().setCoreEpoch("e1").setSeq(1);
        for (int n = 0; n <= 1_000; n++) {
            batch.addBytes(UserBytes.newBuilder().setNumber(1));
        }
        agent.say(FromAgent.newBuilder().setUsage(batch));
        bench.settle();

        assertThat(agent.refusals()).containsExactly("malformed");
    }
}
