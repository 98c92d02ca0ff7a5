package dev.covey.master.control.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.master.rows.ObservedInbound;
import dev.covey.model.InboundStatus;
import dev.covey.model.InboundStatus.State;
import dev.covey.model.Kind;
import dev.covey.model.NodeStatus;
import dev.covey.model.Role;
import dev.covey.model.Type;
import dev.covey.model.json.Json;
import dev.covey.runtime.control.EngineBench;
import dev.covey.runtime.resource.Draft;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlacementControllerTest {
    private final EngineBench bench = new EngineBench(new PlacementController());

    @BeforeEach
    void oneInboundOnOneWorker() {
        bench.seed.node("w1", Role.WORKER).inbound("i1", "w1", "");
        node(NodeStatus.State.READY);
    }

    private void node(NodeStatus.State state) {
        bench.seed.status(Kind.NODE, "w1", new NodeStatus(state, Instant.EPOCH, "", "", List.of()));
        bench.settle();
    }

    private void report(long generation, boolean active, String why) {
        ObservedInbound row = new ObservedInbound("w1", generation, active, why);
        bench.seed.commit(
                new Draft(bench.store.view()).put(ObservedInbound.row("i1"), Json.bytes(row)));
        bench.settle();
    }

    private InboundStatus status() {
        return bench.resources().need(Type.INBOUND, "i1").status().orElseThrow();
    }

    @Test
    void it_is_pending_until_its_worker_reports_and_then_active() {
        assertThat(status().state()).isEqualTo(State.PENDING);

        report(1, true, "");

        assertThat(status()).isEqualTo(new InboundStatus(State.ACTIVE, "", 1));
    }

    @Test
    void it_fails_with_the_reason_that_its_worker_gives_and_says_so_once() {
        report(1, false, "port 443 is taken");
        report(2, false, "port 443 is taken");

        assertThat(status()).isEqualTo(new InboundStatus(State.FAILED, "port 443 is taken", 2));
        assertThat(bench.resources().list(Type.EVENT)).hasSize(1);
    }

    @Test
    void it_is_unavailable_while_its_worker_is_lost_and_back_with_it() {
        report(1, true, "");
        node(NodeStatus.State.LOST);
        assertThat(status())
                .isEqualTo(new InboundStatus(State.UNAVAILABLE, "Server unavailable.", 1));

        node(NodeStatus.State.READY);
        assertThat(status().state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void it_is_unavailable_when_its_worker_is_removed() {
        bench.seed.delete(Type.NODE, "w1");
        bench.settle();

        assertThat(status().state()).isEqualTo(State.UNAVAILABLE);
    }
}
