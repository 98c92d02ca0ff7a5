package dev.covey.raft;

import static dev.covey.runtime.store.Words.done;
import static dev.covey.runtime.store.Words.get;
import static dev.covey.runtime.store.Words.put;
import static dev.covey.runtime.store.Words.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.covey.raft.server.Birth;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What need not wait for a time-out or a heartbeat does not: none passes while the test runs. */
class LeaderCrashTest {

    private static final Duration BOUND = Duration.ofSeconds(60);

    /** Much less than the time until a heartbeat. */
    private static final Duration PROMPT = Duration.ofSeconds(5);

    @TempDir Path directory;
    private Lab lab;

    @BeforeEach
    void found() {
        lab = new Lab(directory).patient().found(1);
        for (int number : new int[] {2, 3}) {
            lab.start(number, new Birth.Join());
            get(lab.leader().quorum().addLearner(lab.peer(number)));
        }
        await().atMost(BOUND).until(this::allHaveCaughtUp);
        get(lab.leader().quorum().promote(Set.of(lab.id(2), lab.id(3))));
    }

    /** How far the others are is told with entries, and time-outs apart without them. */
    private boolean allHaveCaughtUp() {
        done(lab.leader(), put("a", "1"));
        return lab.leader().quorum().caughtUp(lab.id(2))
                && lab.leader().quorum().caughtUp(lab.id(3));
    }

    @AfterEach
    void end() {
        lab.close();
    }

    @Test
    void aLeaderThatEndsIsReplacedAtOnce() {
        done(lab.leader(), put("a", "2"));
        lab.stop(lab.numberOf(lab.leader()));
        done(lab.leader(), put("b", "3"));
        assertThat(text(get(lab.leader().confirmedView()), "a")).isEqualTo("2");
    }

    @Test
    void followersHearOfAWriteAtOnceThoughNothingFollowsIt() {
        done(lab.leader(), put("a", "5"));
        await().atMost(PROMPT)
                .until(
                        () ->
                                lab.others().stream()
                                        .allMatch(each -> text(each.view(), "a").equals("5")));
    }

    @Test
    void aFollowerThatEndsDisturbsNobody() {
        RaftStore leader = lab.leader();
        long term = leader.quorum().view().term();
        lab.stop(lab.numberOf(lab.others().getFirst()));
        done(leader, put("a", "4"));
        assertThat(lab.leader()).isSameAs(leader);
        assertThat(leader.quorum().view().term()).isEqualTo(term);
    }
}
