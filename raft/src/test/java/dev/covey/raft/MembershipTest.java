package dev.covey.raft;

import static dev.covey.runtime.store.Words.change;
import static dev.covey.runtime.store.Words.done;
import static dev.covey.runtime.store.Words.get;
import static dev.covey.runtime.store.Words.put;
import static dev.covey.runtime.store.Words.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.covey.model.Endpoint;
import dev.covey.model.ProblemException;
import dev.covey.raft.server.Birth;
import dev.covey.runtime.quorum.Member;
import dev.covey.runtime.quorum.PeerSpec;
import dev.covey.runtime.quorum.Quorum;
import dev.covey.runtime.quorum.QuorumView;
import dev.covey.runtime.quorum.Seat;
import dev.covey.runtime.store.Outcome;
import dev.covey.runtime.store.Standing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members come as learners, vote when they have caught up, lead when asked, and go. */
class MembershipTest {

    private static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir Path directory;
    private Lab lab;

    @BeforeEach
    void found() {
        lab = new Lab(directory).snapshotsEvery(50);
    }

    @AfterEach
    void end() {
        lab.close();
    }

    private Quorum quorum() {
        return lab.leader().quorum();
    }

    private void letIn(int number) {
        lab.start(number, new Birth.Join());
        get(quorum().addLearner(lab.peer(number)));
    }

    private void promote(int... numbers) {
        Set<String> nodes = Arrays.stream(numbers).mapToObj(lab::id).collect(Collectors.toSet());
        await().atMost(BOUND).until(() -> nodes.stream().allMatch(quorum()::caughtUp));
        get(quorum().promote(nodes));
    }

    private static String refusal(CompletionStage<?> change) {
        try {
            get(change);
            return "none";
        } catch (ProblemException e) {
            return e.problem().code();
        }
    }

    @Test
    void aLearnerIsSentEverythingAndDoesNotCount() {
        lab.found(1);
        done(lab.leader(), put("a", "1"));
        letIn(2);
        assertThat(lab.store(2).leadership().standing().role()).isEqualTo(Standing.Role.LEARNER);
        QuorumView view = quorum().view();
        assertThat(view.member(lab.id(2)).map(Member::seat)).contains(Seat.LEARNER);
        assertThat(view.voters()).hasSize(1);
        assertThat(view.tolerance(_ -> "").needed()).isEqualTo(1);
        assertThat(text(get(lab.store(2).confirmedView()), "a")).isEqualTo("1");
        lab.stop(2);
        done(lab.leader(), put("a", "2"));
        lab.restart(2);
        assertThat(text(get(lab.store(2).confirmedView()), "a")).isEqualTo("2");
    }

    @Test
    void aSingleVoterBecomesThreeInOneStep() {
        lab.found(1);
        done(lab.leader(), put("a", "1"));
        letIn(2);
        letIn(3);
        promote(2, 3);
        assertThat(quorum().view().voters()).hasSize(3);
        assertThat(quorum().view().tolerance(_ -> "").mayLose()).isEqualTo(1);
        lab.stop(lab.numberOf(lab.leader()));
        assertThat(text(get(lab.leader().confirmedView()), "a")).isEqualTo("1");
        done(lab.leader(), put("a", "2"));
    }

    @Test
    void aNewcomerGetsASnapshotWhereTheLogIsGone() {
        lab.found(1);
        for (int i = 0; i < 400; i++) {
            done(lab.leader(), put("k" + i % 50, Integer.toString(i)));
        }
        letIn(2);
        assertThat(text(get(lab.store(2).confirmedView()), "k49")).isEqualTo("399");
        promote(2);
        done(lab.leader(), put("k0", "after"));
        assertThat(text(get(lab.store(2).confirmedView()), "k0")).isEqualTo("after");
        lab.restart(2);
        assertThat(text(get(lab.store(2).confirmedView()), "k0")).isEqualTo("after");
    }

    @Test
    void aLearnerThatNeverComesIsRolledBack() {
        lab.found(1);
        PeerSpec ghost = PeerSpec.of("ghost", new Endpoint("127.0.0.1", Lab.freePort()));
        assertThat(refusal(quorum().addLearner(ghost))).isEqualTo("unavailable");
        assertThat(quorum().view().member("ghost")).isEmpty();
        done(lab.leader(), put("a", "1"));
    }

    @Test
    void whatWouldLoseTheQuorumIsRefused() {
        lab.found(3);
        int leader = lab.numberOf(lab.leader());
        int other = leader == 1 ? 2 : 1;
        int third = 6 - leader - other;
        assertThat(refusal(quorum().remove(lab.id(leader)))).isEqualTo("quorum_unsafe");
        assertThat(refusal(quorum().promote(Set.of("nobody")))).isEqualTo("unknown_member");
        assertThat(refusal(quorum().transferLeadership("nobody"))).isEqualTo("unknown_member");
        assertThat(refusal(lab.store(other).quorum().remove(lab.id(third))))
                .isEqualTo("not_leader");
        lab.stop(third);
        await().atMost(BOUND).until(() -> !quorum().caughtUp(lab.id(third)));
        assertThat(refusal(quorum().remove(lab.id(other)))).isEqualTo("quorum_unsafe");
        assertThat(refusal(quorum().transferLeadership(lab.id(third)))).isEqualTo("not_caught_up");
        get(quorum().remove(lab.id(third)));
        assertThat(quorum().view().voters()).hasSize(2);
    }

    @Test
    void aRemovedMemberKnowsThatItIsOut() {
        lab.found(3);
        RaftStore leader = lab.leader();
        RaftStore removed = lab.others().getFirst();
        String node = lab.id(lab.numberOf(removed));
        get(leader.quorum().remove(node));
        assertThat(get(removed.ended()).code()).isIn("removed", "store_ended");
        assertThat(removed.leadership().standing()).isEqualTo(Standing.NONE);
        get(leader.quorum().remove(node));
        done(leader, put("a", "1"));
    }

    /** So often that each leader hands over again before the timer of its last time has run out. */
    @Test
    void theLeadershipIsHandedOverAgainAndAgainWithoutAnUnknownOutcome() {
        lab.found(3);
        done(lab.leader(), put("a", "0"));
        Writer writer = new Writer(lab);
        Thread writing = Thread.startVirtualThread(writer);
        for (int round = 0; round < 40; round++) {
            Quorum quorum = quorum();
            String next = lab.id(lab.numberOf(lab.others().getFirst()));
            Lab.until(() -> quorum.caughtUp(next));
            get(quorum.transferLeadership(next));
            writer.awaitWrites(writer.writes() + 3);
            assertThat(lab.id(lab.numberOf(lab.leader()))).isEqualTo(next);
        }
        writer.stop(writing);
        assertThat(writer.unknown()).isZero();
        assertThat(text(get(lab.leader().confirmedView()), "w"))
                .isEqualTo(Integer.toString(writer.writes()));
        System.out.println("longest gap of a writer: " + writer.longestGap().toMillis() + " ms");
    }

    @Test
    void aMemberMayListenElsewhere() {
        lab.found(3);
        int moving = lab.numberOf(lab.others().getFirst());
        lab.stop(moving);
        PeerSpec moved = lab.move(moving);
        lab.start(moving, new Birth.Resume());
        get(quorum().readdress(moved.node(), moved.addresses()));
        assertThat(quorum().view().member(moved.node()).map(Member::peer)).contains(moved);
        done(lab.leader(), put("a", "1"));
        assertThat(text(get(lab.store(moving).confirmedView()), "a")).isEqualTo("1");
        await().atMost(BOUND).until(() -> quorum().caughtUp(moved.node()));
        get(quorum().transferLeadership(moved.node()));
        done(lab.leader(), put("a", "2"));
        assertThat(lab.others())
                .allSatisfy(
                        other -> assertThat(text(get(other.confirmedView()), "a")).isEqualTo("2"));
    }

    @Test
    void everyChangeMayBeRepeated() {
        lab.found(1);
        letIn(2);
        get(quorum().addLearner(lab.peer(2)));
        promote(2);
        get(quorum().promote(Set.of(lab.id(2))));
        get(quorum().addLearner(lab.peer(2)));
        assertThat(quorum().view().voters()).hasSize(2);
        get(quorum().remove(lab.id(2)));
        get(quorum().remove(lab.id(2)));
        assertThat(get(lab.leader().commit(change(put("a", "1")))))
                .isInstanceOf(Outcome.Done.class);
        assertThat(quorum().view().members()).hasSize(1);
        assertThatThrownBy(() -> get(quorum().readdress("nobody", lab.peer(2).addresses())))
                .isInstanceOf(ProblemException.class);
    }
}
