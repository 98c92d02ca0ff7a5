package dev.covey.master.control.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.master.rows.ObservedNode;
import dev.covey.model.EventSpec;
import dev.covey.model.JoinStringSpec;
import dev.covey.model.JoinStringStatus;
import dev.covey.model.Kind;
import dev.covey.model.NodeStatus;
import dev.covey.model.NodeStatus.State;
import dev.covey.model.Role;
import dev.covey.model.Type;
import dev.covey.runtime.control.EngineBench;
import dev.covey.runtime.resource.Draft;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MembershipControllerTest {
    private final Map<String, Long> heard = new HashMap<>();
    private final Map<String, Duration> ahead = new HashMap<>();
    private final Set<String> group = new HashSet<>();
    private long since;
    private final EngineBench bench =
            new EngineBench(
                    new MembershipController(
                            new Liveness() {
                                @Override
                                public long since() {
                                    return since;
                                }

                                @Override
                                public Optional<Long> heard(String node) {
                                    return Optional.ofNullable(heard.get(node));
                                }

                                @Override
                                public Optional<Duration> ahead(String node) {
                                    return Optional.ofNullable(ahead.get(node));
                                }
                            },
                            group::contains));

    private NodeStatus status() {
        return bench.resources().need(Type.NODE, "w1").status().orElseThrow();
    }

    private void beat() {
        heard.put("w1", bench.clock.nanos());
    }

    private void wake() {
        beat();
        bench.engine().nudge(MembershipController.NAME, "w1");
        bench.settle();
    }

    private List<String> events() {
        return bench.resources().list(Type.EVENT).stream().map(e -> e.spec().reason()).toList();
    }

    private void newReign() {
        heard.clear();
        since = bench.clock.nanos();
        bench.reign();
    }

    @Test
    void a_node_joins_is_ready_when_heard_and_lost_after_twelve_seconds_of_silence() {
        bench.seed.node("w1", Role.WORKER);
        bench.pass(Duration.ofSeconds(30));
        assertThat(status().state()).isEqualTo(State.JOINING);

        wake();
        assertThat(status().state()).isEqualTo(State.READY);

        bench.pass(Duration.ofSeconds(11));
        assertThat(status().state()).isEqualTo(State.READY);

        bench.pass(Duration.ofSeconds(2));
        assertThat(status().state()).isEqualTo(State.LOST);

        wake();
        assertThat(status().state()).isEqualTo(State.READY);
        assertThat(events()).containsExactly("node_ready", "node_lost", "node_ready");
    }

    @Test
    void a_join_that_came_to_nothing_is_undone_and_its_string_is_good_again() {
        bench.seed.node("w1", Role.WORKER).inbound("in", "w1", "");
        bench.seed.create(
                "j",
                new JoinStringSpec(
                        Set.of(Role.WORKER),
                        "hash",
                        bench.clock.instant().plus(Duration.ofHours(1)),
                        2,
                        ""));
        bench.seed.status(Kind.JOIN_STRING, "j", new JoinStringStatus(List.of("w0", "w1")));
        bench.pass(Abandonment.WITHIN.minusSeconds(1));
        assertThat(status().state()).isEqualTo(State.JOINING);
        assertThat(status().why()).contains("10 minutes");

        bench.pass(Duration.ofSeconds(15));
        assertThat(bench.resources().list(Type.NODE)).isEmpty();
        assertThat(bench.resources().list(Type.INBOUND)).isEmpty();
        assertThat(bench.resources().need(Type.JOIN_STRING, "j").status())
                .contains(new JoinStringStatus(List.of("w0")));
        assertThat(events()).containsExactly("node_abandoned");
    }

    @Test
    void a_node_that_came_once_or_is_in_the_group_of_masters_stays_however_silent() {
        bench.seed.node("w1", Role.WORKER).node("m1", Role.MASTER);
        group.add("m1");
        wake();
        bench.pass(Duration.ofHours(1));

        assertThat(bench.resources().list(Type.NODE)).hasSize(2);
        assertThat(status().state()).isEqualTo(State.LOST);
    }

    @Test
    void neither_a_stepped_clock_nor_a_time_without_masters_undoes_a_join() {
        bench.seed.node("w1", Role.WORKER);
        bench.settle();
        bench.clock.step(Duration.ofDays(1));
        bench.pass(Duration.ofMinutes(1));
        newReign();
        bench.pass(Abandonment.WITHIN.minusSeconds(1));

        assertThat(status().state()).isEqualTo(State.JOINING);
    }

    @Test
    void nothing_is_written_while_nothing_changes() {
        bench.seed.node("w1", Role.WORKER);
        wake();
        long before = bench.store.view().revision();
        for (int i = 0; i < 600; i++) {
            beat();
            bench.pass(Duration.ofSeconds(1));
        }

        assertThat(bench.store.view().revision()).isEqualTo(before);
    }

    @Test
    void a_new_reign_counts_from_its_own_claim() {
        bench.seed.node("w1", Role.WORKER);
        wake();
        bench.pass(Duration.ofSeconds(10));
        newReign();
        bench.pass(Duration.ofSeconds(10));
        assertThat(status().state()).isEqualTo(State.READY);

        bench.pass(Duration.ofSeconds(3));

        assertThat(status().state()).isEqualTo(State.LOST);
    }

    @Test
    void a_lost_node_stays_lost_in_a_new_reign_until_it_is_heard() {
        bench.seed.node("w1", Role.WORKER);
        wake();
        bench.pass(Duration.ofSeconds(20));
        newReign();
        bench.pass(Duration.ofSeconds(5));

        assertThat(status().state()).isEqualTo(State.LOST);
    }

    @Test
    void the_state_since_is_cluster_time_and_the_version_comes_from_the_report() {
        bench.seed.node("w1", Role.WORKER);
        bench.pass(Duration.ofSeconds(5));
        wake();
        var since = status().since();
        bench.seed.commit(report(new ObservedNode("0.1.0", List.of("Xray is missing"))));
        bench.settle();

        assertThat(status().version()).isEqualTo("0.1.0");
        assertThat(status().warnings()).containsExactly("Xray is missing");
        assertThat(status().since()).isEqualTo(since);
    }

    private Draft report(ObservedNode node) {
        return new Draft(bench.store.view()).put(ObservedNode.row("w1"), content(node));
    }

    private static byte[] content(ObservedNode node) {
        return dev.covey.model.json.Json.bytes(node);
    }

    @Test
    void a_clock_that_is_far_off_is_alarmed_once_and_its_words_do_not_change_with_it() {
        bench.seed.node("w1", Role.WORKER);
        ahead.put("w1", Duration.ofHours(3));
        wake();
        long before = bench.store.view().revision();
        for (int i = 0; i < 60; i++) {
            ahead.put("w1", Duration.ofHours(3).plusSeconds(i * 60L));
            beat();
            bench.pass(Duration.ofSeconds(1));
        }
        assertThat(status().warnings()).singleElement().asString().contains("3 h ahead");
        assertThat(bench.store.view().revision()).isEqualTo(before);
        assertThat(events()).containsOnlyOnce("clock_offset");

        ahead.put("w1", Duration.ofSeconds(45));
        beat();
        bench.pass(Duration.ofSeconds(11));
        assertThat(status().warnings()).hasSize(1);

        ahead.put("w1", Duration.ofSeconds(2));
        beat();
        bench.pass(Duration.ofSeconds(11));
        assertThat(status().warnings()).isEmpty();
    }

    @Test
    void events_name_the_node() {
        bench.seed.node("w1", Role.WORKER);
        wake();

        EventSpec event = bench.resources().list(Type.EVENT).getFirst().spec();
        assertThat(event.subject()).isEqualTo("node/w1");
        assertThat(event.text()).isEqualTo("Node 'w1' is ready.");
    }
}
