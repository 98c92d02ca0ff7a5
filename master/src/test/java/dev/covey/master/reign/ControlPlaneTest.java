package dev.covey.master.reign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.covey.master.control.operations.Jobs;
import dev.covey.master.telemetry.Telemetry;
import dev.covey.model.Endpoint;
import dev.covey.model.Epoch;
import dev.covey.model.NodeStatus;
import dev.covey.model.Role;
import dev.covey.model.Type;
import dev.covey.runtime.clustertime.ClusterTime;
import dev.covey.runtime.ids.SeededIds;
import dev.covey.runtime.quorum.PeerSpec;
import dev.covey.runtime.quorum.Quorum;
import dev.covey.runtime.quorum.QuorumView;
import dev.covey.runtime.resource.Decoded;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.resource.Seed;
import dev.covey.runtime.store.memory.MemoryCluster;
import dev.covey.runtime.store.memory.MemoryStore;
import dev.covey.runtime.time.Clock;
import dev.covey.runtime.time.FakeClock;
import dev.covey.wire.server.Caller;
import dev.covey.wire.server.Line;
import dev.covey.wire.server.Reception;
import dev.covey.wire.v1.FromAgent;
import dev.covey.wire.v1.FromMaster;
import dev.covey.wire.v1.Register;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlPlaneTest {
    private final MemoryCluster cluster = MemoryCluster.of("m1", "m2", "m3");
    private final FakeClock clock = new FakeClock();
    private final HandDrive drive1 = new HandDrive();
    private final HandDrive drive2 = new HandDrive();
    private final ControlPlane plane1 = plane("m1", clock, drive1);
    private final ControlPlane plane2 = plane("m2", clock, drive2);

    private ControlPlane plane(String self, Clock clocks, Drive drive) {
        MemoryStore store = cluster.store(self);
        return new ControlPlane(
                new Seat(
                        self,
                        new Seat.Storage(store, new Decoded(), new NoGroup(self)),
                        new Seat.Timing(clocks, new ClusterTime(clocks)),
                        new SeededIds(1),
                        new Seat.Secrets(
                                (row, secret) -> Seed.open(secret),
                                (node, request) ->
                                        CompletableFuture.failedStage(new AssertionError()),
                                content -> new byte[] {1}),
                        new Telemetry(),
                        new Jobs(List.of()),
                        Runnable::run),
                drive);
    }

    /** A group that nobody was let into: the quorum's policy leaves it alone. */
    private record NoGroup(String self) implements Quorum {
        @Override
        public QuorumView view() {
            return new QuorumView(self, Optional.of(self), 1, 1, 1, List.of(), false);
        }

        @Override
        public CompletionStage<Void> addLearner(PeerSpec peer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean caughtUp(String node) {
            return false;
        }

        @Override
        public CompletionStage<Void> promote(Set<String> nodes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Void> remove(String node) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Void> transferLeadership(String node) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Void> readdress(String node, List<Endpoint> addresses) {
            throw new UnsupportedOperationException();
        }
    }

    /** An agent that registers and listens. */
    private static final class Agent implements Line {
        final List<FromMaster> told = new CopyOnWriteArrayList<>();
        volatile boolean closed;

        static Agent of(Reception reception) {
            Agent agent = new Agent();
            Reception.Listener listener = reception.opened(agent);
            if (!agent.closed) {
                listener.heard(
                        FromAgent.newBuilder().setRegister(Register.getDefaultInstance()).build());
            }
            return agent;
        }

        @Override
        public Caller caller() {
            return new Caller("w1", Seed.pin("w1"), "192.0.2.1");
        }

        @Override
        public void send(FromMaster message) {
            told.add(message);
        }

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public void more() {}

        @Override
        public void close() {
            closed = true;
        }

        List<FromMaster.MessageCase> kinds() {
            return told.stream().map(FromMaster::getMessageCase).toList();
        }
    }

    @BeforeEach
    void threeMastersAndAWorker() {
        cluster.elect("m1");
        new Seed(cluster.store("m1"))
                .cluster("c")
                .node("m1", Role.MASTER)
                .node("m2", Role.MASTER)
                .node("w1", Role.WORKER);
        plane1.start();
        plane2.start();
        settle();
    }

    @AfterEach
    void close() {
        plane1.close();
        plane2.close();
    }

    private void settle() {
        for (int i = 0; i < 3; i++) {
            drive1.settle(clock.nanos());
            drive2.settle(clock.nanos());
        }
    }

    @Test
    void only_the_active_master_runs_anything() {
        assertThat(plane1.epoch()).contains(new Epoch(1, 1));
        assertThat(plane2.epoch()).isEmpty();
        assertThat(drive1.names())
                .containsExactlyInAnyOrder("controllers 1.1", "dispatch 1.1", "compaction 1.1");
        assertThat(drive2.names()).isEmpty();
        assertThat(plane1.decisions()).isNotEmpty();
    }

    @Test
    void an_agent_at_the_wrong_door_is_told_who_is_active() {
        Agent agent = Agent.of(plane2);

        assertThat(agent.closed).isTrue();
        var refused = agent.told.getFirst().getRefused();
        assertThat(refused.getCode()).isEqualTo("not_active");
        assertThat(refused.getForEver()).isFalse();
        assertThat(refused.getMasters().getMastersList())
                .extracting(m -> m.getId() + " " + m.getActive())
                .containsExactly("m1 true", "m2 false");
    }

    @Test
    void with_the_leadership_everything_moves_and_the_former_ends_by_itself() {
        Agent agent = Agent.of(plane1);
        settle();
        assertThat(agent.kinds()).contains(FromMaster.MessageCase.WELCOME);

        cluster.elect("m2");
        settle();

        assertThat(plane1.epoch()).isEmpty();
        assertThat(plane2.epoch()).contains(new Epoch(1, 2));
        assertThat(drive1.names()).isEmpty();
        assertThat(drive2.names()).contains("controllers 1.2");
        assertThat(agent.kinds()).endsWith(FromMaster.MessageCase.REFUSED);
        assertThat(agent.closed).isTrue();
        assertThat(Agent.of(plane1).told.getFirst().getRefused().getCode()).isEqualTo("not_active");
    }

    @Test
    void one_that_leads_again_begins_a_new_reign() {
        cluster.elect("m1");
        settle();

        assertThat(plane1.epoch()).contains(new Epoch(1, 2));
        assertThat(drive1.names())
                .containsExactlyInAnyOrder("controllers 1.2", "dispatch 1.2", "compaction 1.2");
    }

    @Test
    void a_deposed_master_that_does_not_know_it_changes_nothing() {
        cluster.cut("m1");
        cluster.elect("m2");
        settle();
        long before = cluster.store("m1").view().revision();
        clock.advance(Duration.ofMinutes(1));
        drive1.settle(clock.nanos());

        assertThat(plane1.epoch()).contains(new Epoch(1, 1));
        assertThat(cluster.store("m1").view().revision()).isEqualTo(before);

        cluster.heal("m1");
        settle();
        assertThat(plane1.epoch()).isEmpty();
        assertThat(drive1.names()).isEmpty();
    }

    @Test
    void closing_ends_the_reign() {
        plane1.close();
        settle();

        assertThat(drive1.names()).isEmpty();
        cluster.elect("m1");
        settle();
        assertThat(plane1.epoch()).isEmpty();
    }

    @Test
    void it_runs_on_real_threads_too() {
        Clock real = Clock.system();
        plane1.close();
        try (ControlPlane plane = plane("m1", real, Drive.threads(real)).start()) {
            Agent agent = Agent.of(plane);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> agent.kinds().contains(FromMaster.MessageCase.WELCOME));
            await().atMost(Duration.ofSeconds(20)).until(() -> state() == NodeStatus.State.READY);
        }
    }

    private NodeStatus.State state() {
        return new Resources(cluster.store("m1").view())
                .need(Type.NODE, "w1")
                .status()
                .map(NodeStatus::state)
                .orElse(NodeStatus.State.JOINING);
    }
}
