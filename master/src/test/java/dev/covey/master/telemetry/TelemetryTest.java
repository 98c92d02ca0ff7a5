package dev.covey.master.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.master.telemetry.NodeFigures.Beat;
import dev.covey.master.telemetry.NodeFigures.InboundFigures;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TelemetryTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final Telemetry telemetry = new Telemetry();

    private static Beat beat(String node, long second, String inbound, Long... users) {
        NodeFigures figures =
                new NodeFigures(
                        node,
                        0.5,
                        1,
                        2,
                        3,
                        4,
                        5,
                        6,
                        users.length,
                        START.plusSeconds(second),
                        Optional.empty(),
                        List.of(new InboundFigures(inbound, users.length, 7)));
        return new Beat(figures, Set.of(users));
    }

    @Test
    void the_latest_figures_replace_those_before() {
        telemetry.heard(beat("a", 0, "i1", 1L));
        telemetry.heard(beat("a", 1, "i2", 2L, 3L));

        assertThat(telemetry.latest("a")).map(NodeFigures::online).contains(2);
        assertThat(telemetry.inbound("i1")).isEmpty();
        assertThat(telemetry.inbound("i2")).map(InboundFigures::online).contains(2);
    }

    @Test
    void a_user_on_two_nodes_is_online_once() {
        telemetry.heard(beat("a", 0, "i1", 1L, 2L));
        telemetry.heard(beat("b", 0, "i2", 2L, 3L));

        assertThat(telemetry.online()).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void the_history_has_a_point_every_five_seconds_and_a_bound() {
        for (int second = 0; second < 2000; second++) {
            telemetry.heard(beat("a", second, "i1"));
        }

        assertThat(telemetry.history("a")).hasSize(120);
        assertThat(telemetry.history("a").getLast().at()).isEqualTo(START.plusSeconds(1995));
    }

    @Test
    void a_node_that_is_gone_has_no_figures() {
        telemetry.heard(beat("a", 0, "i1", 1L));
        telemetry.gone("a");

        assertThat(telemetry.latest()).isEmpty();
        assertThat(telemetry.online()).isEmpty();
        assertThat(telemetry.inbound("i1")).isEmpty();
    }
}
