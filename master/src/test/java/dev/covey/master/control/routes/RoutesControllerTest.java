package dev.covey.master.control.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.model.InboundStatus;
import dev.covey.model.InboundStatus.State;
import dev.covey.model.Kind;
import dev.covey.model.NodeSpec;
import dev.covey.model.Role;
import dev.covey.model.RouteStatus;
import dev.covey.model.Type;
import dev.covey.runtime.control.EngineBench;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoutesControllerTest {
    private final EngineBench bench = new EngineBench(new RoutesController());

    @BeforeEach
    void twoRoutesAndTwoInbounds() {
        bench.seed.node("w1", Role.WORKER).node("w2", Role.WORKER).route("a").route("b");
        bench.seed.inbound("i1", "w1", "a").inbound("i2", "w2", "a");
        inbound("i1", State.ACTIVE);
        inbound("i2", State.ACTIVE);
    }

    private void inbound(String id, State state) {
        bench.seed.status(Kind.INBOUND, id, new InboundStatus(state, "", 1));
        bench.settle();
    }

    private RouteStatus status(String route) {
        return bench.resources().need(Type.ROUTE, route).status().orElseThrow();
    }

    @Test
    void it_counts_inbounds_and_those_that_live() {
        assertThat(status("a")).isEqualTo(new RouteStatus(2, 2));
        assertThat(status("b")).isEqualTo(new RouteStatus(0, 0));

        inbound("i2", State.UNAVAILABLE);

        assertThat(status("a")).isEqualTo(new RouteStatus(2, 1));
    }

    @Test
    void an_inbound_that_moves_is_counted_where_it_is() {
        bench.seed.change(Type.INBOUND, "i1", i -> i.inRoute("b"));
        bench.settle();

        assertThat(status("a")).isEqualTo(new RouteStatus(1, 1));
        assertThat(status("b")).isEqualTo(new RouteStatus(1, 1));

        bench.seed.delete(Type.INBOUND, "i1");
        bench.settle();

        assertThat(status("b")).isEqualTo(new RouteStatus(0, 0));
    }

    @Test
    void inbounds_of_a_drained_node_do_not_live() {
        bench.seed.change(Type.NODE, "w1", n -> n.withAvailability(NodeSpec.Availability.DRAINED));
        bench.settle();

        assertThat(status("a")).isEqualTo(new RouteStatus(2, 1));
    }
}
