package dev.covey.master.control.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.model.Endpoint;
import dev.covey.model.Kind;
import dev.covey.model.NodeStatus;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Role;
import dev.covey.model.Type;
import dev.covey.runtime.control.EngineBench;
import dev.covey.runtime.quorum.Member;
import dev.covey.runtime.quorum.PeerSpec;
import dev.covey.runtime.quorum.Quorum;
import dev.covey.runtime.quorum.QuorumView;
import dev.covey.runtime.quorum.Seat;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuorumControllerTest {
    /** A group that does what it is told; the test says who has caught up. */
    private static final class Group implements Quorum {
        final Map<String, Member> members = new TreeMap<>();
        final Set<String> caughtUp = new HashSet<>();

        void set(String node, Seat seat, Endpoint... addresses) {
            PeerSpec peer = new PeerSpec(node, List.of(addresses));
            boolean leads = node.equals("m1");
            members.put(
                    node, new Member(peer, seat, leads, OptionalLong.empty(), Optional.empty()));
        }

        @Override
        public QuorumView view() {
            return new QuorumView(
                    "m1", Optional.of("m1"), 1, 1, 1, List.copyOf(members.values()), false);
        }

        @Override
        public boolean caughtUp(String node) {
            return caughtUp.contains(node);
        }

        @Override
        public CompletionStage<Void> addLearner(PeerSpec peer) {
            throw new UnsupportedOperationException();
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

    private final Group group = new Group();
    private final EngineBench bench = new EngineBench(new QuorumController(group));

    private static Endpoint at(String node) {
        return new Endpoint(node + ".example", 8445);
    }

    @BeforeEach
    void oneMaster() {
        master("m1");
        group.set("m1", Seat.VOTER, at("m1"));
    }

    private void master(String id) {
        bench.seed.node(id, Role.MASTER);
        bench.seed.status(
                Kind.NODE,
                id,
                new NodeStatus(NodeStatus.State.READY, Instant.EPOCH, "", "", List.of()));
        bench.settle();
    }

    private void learner(String id) {
        master(id);
        group.set(id, Seat.LEARNER, at(id));
        group.caughtUp.add(id);
    }

    private List<String> asked() {
        return bench.started.stream().map(s -> words(s.effect().id())).toList();
    }

    private static String words(String id) {
        return id.replaceFirst("quorum \\S+ \\d+ ", "");
    }

    private void done() {
        bench.started.getLast().end().complete("");
        bench.settle();
    }

    @Test
    void a_single_master_is_left_alone_and_nothing_is_written() {
        long before = bench.store.view().revision();
        bench.pass(Duration.ofMinutes(20));

        assertThat(bench.started).isEmpty();
        assertThat(bench.store.view().revision()).isEqualTo(before);
    }

    @Test
    void a_second_master_comes_in_as_a_learner_and_does_not_vote() {
        master("m2");
        assertThat(asked()).containsExactly("admit m2");

        group.set("m2", Seat.LEARNER, at("m2"));
        group.caughtUp.add("m2");
        done();
        bench.pass(Duration.ofSeconds(30));

        assertThat(bench.started).hasSize(1);
        assertThat(bench.store.view().list("e/")).isEmpty();
    }

    @Test
    void a_node_that_is_not_ready_is_not_asked_in() {
        bench.seed.node("m2", Role.MASTER);
        bench.pass(Duration.ofSeconds(30));

        assertThat(bench.started).isEmpty();
    }

    @Test
    void the_third_master_makes_both_vote_in_one_step_once_both_have_caught_up() {
        learner("m2");
        learner("m3");
        group.caughtUp.remove("m3");
        bench.pass(Duration.ofSeconds(3));
        int before = bench.started.size();

        group.caughtUp.add("m3");
        bench.pass(Duration.ofSeconds(3));

        assertThat(asked().subList(before, asked().size())).containsExactly("promote m2 and m3");
    }

    @Test
    void a_fourth_master_stands_by_until_a_fifth_is_there() {
        for (String id : List.of("m2", "m3")) {
            learner(id);
            group.set(id, Seat.VOTER, at(id));
        }
        learner("m4");
        bench.pass(Duration.ofSeconds(5));
        int before = bench.started.size();
        learner("m5");
        bench.pass(Duration.ofSeconds(5));

        assertThat(asked().subList(before, asked().size())).contains("promote m4");
    }

    @Test
    void a_master_that_was_removed_goes_out_of_the_group() {
        learner("m2");
        learner("m3");
        int before = bench.started.size();
        bench.seed.delete(Type.NODE, "m3");
        bench.settle();

        assertThat(asked().subList(before, asked().size())).contains("remove m3");
    }

    @Test
    void an_active_master_that_is_none_any_longer_hands_over() {
        for (String id : List.of("m2", "m3")) {
            learner(id);
            group.set(id, Seat.VOTER, at(id));
        }
        bench.seed.change(Type.NODE, "m1", n -> n.withRoles(Set.of(Role.WORKER)));
        bench.settle();

        assertThat(asked().getLast()).startsWith("hand over to m");
    }

    @Test
    void a_refused_change_is_tried_again_later_and_told_once() {
        master("m2");
        for (int i = 0; i < 3; i++) {
            bench.started
                    .getLast()
                    .end()
                    .completeExceptionally(
                            new ProblemException(
                                    new Problem.Conflict("not_running", "It does not answer.")));
            bench.pass(Duration.ofSeconds(70));
        }

        assertThat(asked()).hasSizeGreaterThanOrEqualTo(3).containsOnly("admit m2");
        assertThat(bench.resources().list(Type.EVENT))
                .extracting(e -> e.spec().reason())
                .containsExactly("quorum_change_failed");
    }

    @Test
    void the_next_leader_asks_anew_for_what_was_under_way() {
        master("m2");
        bench.reign();

        assertThat(asked()).containsExactly("admit m2", "admit m2");
        assertThat(bench.started.getLast().scope().epoch().term()).isEqualTo(2);
    }

    @Test
    void a_new_address_is_told_to_the_group() {
        group.set("m1", Seat.VOTER, new Endpoint("old.example", 8445));
        bench.pass(Duration.ofSeconds(11));

        assertThat(asked()).containsExactly("readdress m1");
    }
}
