package dev.covey.master.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.covey.master.rows.ObservedInbound;
import dev.covey.master.rows.ObservedNode;
import dev.covey.model.Role;
import dev.covey.model.Type;
import dev.covey.wire.v1.AskFull;
import dev.covey.wire.v1.FromAgent;
import dev.covey.wire.v1.FromMaster;
import dev.covey.wire.v1.FromMaster.MessageCase;
import dev.covey.wire.v1.Renewal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DispatchSessionTest {
    private final DispatchBench bench = new DispatchBench();

    private PlayedAgent registered(String node) {
        PlayedAgent agent = bench.agent(node).register();
        bench.settle();
        return agent;
    }

    @Test
    void an_agent_that_registers_is_welcomed_with_the_epoch_and_the_masters() {
        PlayedAgent agent = registered("w1");

        var welcome = agent.told.getFirst().getWelcome();
        assertThat(welcome.getEpoch().getTerm()).isEqualTo(1);
        assertThat(welcome.getMasters().getMastersList())
                .extracting(m -> m.getId() + " " + m.getAddresses(0) + " " + m.getActive())
                .containsExactly("m1 m1.example:8444 true");
        assertThat(welcome.getMasters().getSignature().isEmpty()).isFalse();
        assertThat(bench.awake).containsExactly("w1");
        assertThat(agent.mayHear).isEqualTo(2);
    }

    @Test
    void nobody_is_welcomed_while_leadership_cannot_be_confirmed() {
        bench.settle();
        bench.cluster.cut("m1");
        PlayedAgent agent = registered("w1");
        assertThat(agent.told).isEmpty();

        bench.cluster.heal("m1");
        bench.pass(Duration.ofSeconds(1));

        assertThat(agent.count(MessageCase.WELCOME)).isEqualTo(1);
    }

    @Test
    void a_heartbeat_is_answered_only_after_a_confirmation_begun_after_it() {
        PlayedAgent agent = registered("w1");
        bench.cluster.cut("m1");
        agent.beat(1);
        bench.pass(Duration.ofSeconds(2));
        assertThat(agent.count(MessageCase.HEARTBEAT)).isZero();

        bench.cluster.heal("m1");
        agent.beat(2);
        bench.pass(Duration.ofSeconds(1));

        assertThat(agent.told.getLast().getHeartbeat().getSeq()).isEqualTo(2);
        assertThat(bench.dispatch.heartbeats().heard("w1")).isPresent();
    }

    @Test
    void an_idle_cluster_writes_nothing_however_many_heartbeats_come() {
        PlayedAgent agent = registered("w1");
        long before = bench.store.view().revision();
        for (int i = 0; i < 100; i++) {
            agent.beat(i);
            bench.pass(Duration.ofSeconds(1));
        }

        assertThat(bench.store.view().revision()).isEqualTo(before);
        assertThat(bench.telemetry.latest("w1")).isPresent();
    }

    @Test
    void a_stranger_is_sent_away_for_ever_and_so_is_one_who_is_removed() {
        PlayedAgent stranger = registered("nobody");
        PlayedAgent agent = registered("w1");
        bench.seed.delete(Type.NODE, "w1");
        bench.settle();

        assertThat(stranger.refusals()).containsExactly("removed");
        assertThat(stranger.closed).isTrue();
        assertThat(agent.told.getLast().getRefused().getForEver()).isTrue();
        assertThat(agent.closed).isTrue();
    }

    @Test
    void another_key_than_the_pinned_one_is_refused() {
        PlayedAgent agent = bench.agent("w1");
        agent.pin = "0".repeat(64);
        agent.register();
        bench.settle();

        assertThat(agent.refusals()).containsExactly("key_mismatch");
    }

    @Test
    void an_agent_that_obeyed_a_higher_epoch_is_not_taken() {
        PlayedAgent agent = bench.agent("w1").register(ByteString.EMPTY, 7);
        bench.settle();

        assertThat(agent.refusals()).containsExactly("epoch_behind");
    }

    @Test
    void the_newest_session_of_a_node_replaces_the_one_before() {
        PlayedAgent first = registered("w1");
        PlayedAgent second = registered("w1");

        assertThat(first.refusals()).containsExactly("replaced");
        assertThat(second.count(MessageCase.WELCOME)).isEqualTo(1);
    }

    @Test
    void what_comes_before_registering_ends_the_session() {
        PlayedAgent agent = bench.agent("w1").beat(1);
        bench.settle();

        assertThat(agent.refusals()).containsExactly("malformed");
        assertThat(agent.closed).isTrue();
    }

    @Test
    void a_silent_session_and_one_that_never_registers_are_ended() {
        PlayedAgent silent = registered("w1");
        PlayedAgent mute = bench.agent("w2");
        bench.pass(Duration.ofSeconds(20));

        assertThat(silent.closed).isTrue();
        assertThat(mute.closed).isTrue();
    }

    @Test
    void reports_become_rows_and_are_acknowledged_once_committed() {
        bench.seed.route("r").inbound("i1", "w1", "r").inbound("i2", "w2", "r");
        PlayedAgent agent = registered("w1");
        bench.cluster.hold();
        agent.report(5, "i1", 1, "active").report(6, "i2", 1, "active");
        bench.settle();
        assertThat(agent.count(MessageCase.REPORT)).isZero();

        bench.cluster.release();
        bench.settle();

        assertThat(agent.told.getLast().getReport().getSeq()).isEqualTo(6);
        assertThat(ObservedInbound.of(bench.store.view(), "i1"))
                .contains(new ObservedInbound("w1", 1, true, ""));
        assertThat(ObservedInbound.of(bench.store.view(), "i2")).isEmpty();
        assertThat(ObservedNode.of(bench.store.view(), "w1").version()).isEqualTo("0.1.0");
    }

    @Test
    void a_report_whose_commit_is_lost_is_written_again() {
        bench.seed.inbound("i1", "w1", "");
        PlayedAgent agent = registered("w1");
        bench.cluster.hold();
        agent.report(1, "i1", 1, "failed");
        bench.settle();
        bench.cluster.dropPending();
        bench.cluster.release();
        bench.pass(Duration.ofSeconds(1));

        assertThat(ObservedInbound.of(bench.store.view(), "i1")).isPresent();
        assertThat(agent.count(MessageCase.REPORT)).isEqualTo(1);
    }

    @Test
    void the_report_on_an_inbound_goes_with_it() {
        bench.seed.inbound("i1", "w1", "");
        registered("w1").report(1, "i1", 1, "active");
        bench.settle();
        bench.seed.delete(Type.INBOUND, "i1");
        bench.settle();

        assertThat(ObservedInbound.of(bench.store.view(), "i1")).isEmpty();
    }

    @Test
    void a_certificate_is_renewed_for_the_node_of_the_session() {
        PlayedAgent agent = registered("w1");
        agent.say(FromAgent.newBuilder().setRenewal(Renewal.getDefaultInstance()));
        bench.settle();

        assertThat(agent.told.getLast().getRenewed().getChain(0).toStringUtf8()).isEqualTo("w1");
    }

    @Test
    void a_new_master_is_told_to_all() {
        PlayedAgent agent = registered("w1");
        bench.seed.node("m2", Role.MASTER);
        bench.settle();

        assertThat(agent.told.getLast().getMasters().getMastersCount()).isEqualTo(2);
    }

    @Test
    void the_list_of_a_new_reign_is_newer_though_nothing_was_written() {
        long before = registered("w1").told.getFirst().getWelcome().getMasters().getRevision();
        bench.cluster.elect("m1");
        bench.dispatch = bench.start();
        long after = registered("w1").told.getFirst().getWelcome().getMasters().getRevision();

        assertThat(after).isGreaterThan(before);
    }

    @Test
    void asking_for_everything_again_and_again_ends_the_session() {
        PlayedAgent agent = registered("w1");
        FromAgent.Builder ask = FromAgent.newBuilder().setAskFull(AskFull.getDefaultInstance());
        agent.say(ask);
        bench.settle();
        agent.say(ask);
        bench.settle();

        assertThat(agent.refusals()).containsExactly("too_often");
    }

    @Test
    void at_the_end_of_the_reign_everybody_is_sent_away_and_newcomers_too() {
        PlayedAgent agent = registered("w1");
        bench.dispatch.stop();
        bench.settle();
        PlayedAgent late = registered("w2");

        assertThat(agent.refusals()).containsExactly("not_active");
        assertThat(late.refusals()).containsExactly("not_active");
        assertThat(agent.told).last().extracting(FromMaster::hasRefused).isEqualTo(true);
    }
}
