package dev.covey.master.control.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.model.ClusterStatus;
import dev.covey.model.ClusterStatus.State;
import dev.covey.model.Endpoint;
import dev.covey.model.Kind;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Role;
import dev.covey.model.Type;
import dev.covey.runtime.clustertime.Jump;
import dev.covey.runtime.control.EngineBench;
import dev.covey.runtime.quorum.Member;
import dev.covey.runtime.quorum.PeerSpec;
import dev.covey.runtime.quorum.QuorumView;
import dev.covey.runtime.quorum.Seat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterControllerTest {
    private List<String> voters = List.of("m1");
    private Optional<Jump> jump = Optional.empty();
    private final EngineBench bench =
            new EngineBench(
                    new ClusterController(
                            new Health() {
                                @Override
                                public QuorumView quorum() {
                                    return group();
                                }

                                @Override
                                public Optional<Jump> jump() {
                                    return jump;
                                }
                            }));

    private QuorumView group() {
        List<Member> members =
                Stream.of("m1", "m2", "m3")
                        .map(
                                id ->
                                        new Member(
                                                PeerSpec.of(id, new Endpoint("h", 1)),
                                                voters.contains(id) ? Seat.VOTER : Seat.LEARNER,
                                                false,
                                                OptionalLong.empty(),
                                                Optional.empty()))
                        .toList();
        return new QuorumView("m1", Optional.of("m1"), 1, 1, 1, members, false);
    }

    @BeforeEach
    void aClusterWithOneMaster() {
        bench.seed.cluster("c").node("m1", Role.MASTER);
        bench.settle();
    }

    private void node(String id, NodeStatus.State state) {
        bench.seed.status(Kind.NODE, id, new NodeStatus(state, Instant.EPOCH, "", "", List.of()));
        bench.settle();
    }

    private ClusterStatus status() {
        return bench.resources().need(Type.CLUSTER, "c").status().orElseThrow();
    }

    @Test
    void it_is_provisioning_until_a_node_is_ready_and_degraded_while_one_is_lost() {
        assertThat(status().state()).isEqualTo(State.PROVISIONING);

        node("m1", NodeStatus.State.READY);
        assertThat(status()).isEqualTo(new ClusterStatus(State.ACTIVE, "", List.of()));

        bench.seed.node("w1", Role.WORKER);
        node("w1", NodeStatus.State.LOST);
        assertThat(status().state()).isEqualTo(State.DEGRADED);
        assertThat(status().why()).isEqualTo("Node 'w1' is lost.");

        bench.seed.node("w2", Role.WORKER);
        node("w2", NodeStatus.State.LOST);
        assertThat(status().why()).isEqualTo("2 nodes are lost.");
    }

    @Test
    void a_second_master_without_a_vote_and_an_even_number_of_votes_are_warned_of() {
        node("m1", NodeStatus.State.READY);
        bench.seed.node("m2", Role.MASTER);
        bench.settle();
        assertThat(status().warnings()).singleElement().asString().contains("stands by");

        voters = List.of("m1", "m2");
        bench.pass(Duration.ofSeconds(6));
        assertThat(status().warnings()).singleElement().asString().contains("even number");
        assertThat(status().state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void a_zone_that_holds_the_majority_and_a_master_that_is_lost_are_warned_of() {
        voters = List.of("m1", "m2", "m3");
        bench.seed.node("m2", Role.MASTER).node("m3", Role.MASTER);
        for (String master : voters) {
            zone(master, master.equals("m3") ? "b" : "a");
            node(master, NodeStatus.State.READY);
        }
        bench.pass(Duration.ofSeconds(6));
        assertThat(status().warnings())
                .containsExactly(
                        "2 of 3 voting masters are in zone 'a': its loss stops the management.");

        zone("m2", "c");
        bench.settle();
        assertThat(status().warnings()).isEmpty();

        node("m2", NodeStatus.State.LOST);
        assertThat(status().warnings())
                .containsExactly(
                        "2 of 3 voting masters are there: the cluster survives no further"
                                + " loss.");
    }

    private void zone(String node, String zone) {
        bench.seed.change(
                Type.NODE,
                node,
                was ->
                        new NodeSpec(
                                was.roles(),
                                zone,
                                was.links(),
                                was.publicAddress(),
                                was.ports(),
                                was.keyPin(),
                                was.availability(),
                                was.coefficientMilli()));
    }

    @Test
    void a_clock_that_is_not_followed_degrades_the_cluster_and_is_written_once() {
        node("m1", NodeStatus.State.READY);
        Instant now = bench.clock.instant();
        jump = Optional.of(new Jump(now, now, "stepped by 24 h"));
        bench.pass(Duration.ofSeconds(6));
        long before = bench.store.view().revision();
        jump = Optional.of(new Jump(now, now, "stepped by 25 h"));
        bench.pass(Duration.ofSeconds(60));

        assertThat(status().state()).isEqualTo(State.DEGRADED);
        assertThat(status().warnings()).singleElement().asString().contains("24 h");
        assertThat(bench.store.view().revision()).isEqualTo(before);

        jump = Optional.empty();
        bench.pass(Duration.ofSeconds(6));
        assertThat(status().state()).isEqualTo(State.ACTIVE);
    }
}
