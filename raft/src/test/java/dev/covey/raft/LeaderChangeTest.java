package dev.covey.raft;

import static dev.covey.runtime.store.Words.change;
import static dev.covey.runtime.store.Words.done;
import static dev.covey.runtime.store.Words.get;
import static dev.covey.runtime.store.Words.put;
import static dev.covey.runtime.store.Words.refused;
import static dev.covey.runtime.store.Words.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.kv.RequestId;
import dev.covey.model.Epoch;
import dev.covey.raft.server.Birth;
import dev.covey.runtime.store.Outcome;
import dev.covey.runtime.store.Standing;
import dev.covey.runtime.store.StoreRefusal;
import dev.covey.runtime.store.Transaction;
import dev.covey.runtime.store.UnavailableException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leaders come and go, by accident and on purpose; what was answered stays. */
class LeaderChangeTest {

    @TempDir Path directory;
    private Lab lab;

    @BeforeEach
    void found() {
        lab = new Lab(directory).found(3);
    }

    @AfterEach
    void end() {
        lab.close();
    }

    @Test
    void noAnsweredWriteIsLostWhenLeadersFallOneAfterTheOther() {
        Writer writer = new Writer(lab);
        Thread writing = Thread.startVirtualThread(writer);
        for (int round = 0; round < 3; round++) {
            writer.awaitWrites(writer.writes() + 30);
            int falling = lab.numberOf(lab.leader());
            lab.stop(falling);
            writer.awaitWrites(writer.writes() + 30);
            lab.start(falling, new Birth.Resume());
        }
        writer.stop(writing);
        for (int i = 1; i <= 3; i++) {
            assertThat(text(get(lab.store(i).confirmedView()), "w"))
                    .isEqualTo(Integer.toString(writer.writes()));
        }
    }

    @Test
    void theEpochRisesAndTheOldOneIsRefused() {
        RaftStore first = lab.leader();
        Epoch old = first.leadership().standing().epoch().orElseThrow();
        done(first, change(put("a", "1")).under(old));
        get(first.quorum().transferLeadership(lab.id(lab.numberOf(lab.others().getFirst()))));
        RaftStore second = lab.leader();
        Epoch now = second.leadership().standing().epoch().orElseThrow();
        assertThat(now).isGreaterThan(old);
        assertThat(refused(second, change(put("a", "2")).under(old)))
                .isEqualTo(new StoreRefusal.StaleEpoch(Optional.of(now)));
        assertThat(first.leadership().standing().epoch()).isEmpty();
        assertThat(get(first.commit(change(put("a", "2")).under(old))))
                .isEqualTo(new Outcome.NotLeader(Optional.of(lab.id(lab.numberOf(second)))));
        assertThat(text(get(second.confirmedView()), "a")).isEqualTo("1");
    }

    @Test
    void aRequestIdIsAppliedOnceAcrossLeaders() {
        byte[] body = "body".getBytes(StandardCharsets.UTF_8);
        RequestId id = RequestId.of("test", "1", body, lab.leader().view().position());
        Transaction write = change(put("a", "1")).withId(id);
        long revision = done(lab.leader(), write);
        done(lab.leader(), put("a", "2"));
        int falling = lab.numberOf(lab.leader());
        lab.stop(falling);
        assertThat(get(lab.leader().commit(write))).isEqualTo(new Outcome.Done(revision, true));
        assertThat(text(get(lab.leader().confirmedView()), "a")).isEqualTo("2");
        lab.start(falling, new Birth.Resume());
        assertThat(get(lab.store(falling).confirmedView()).outcomeOf(id))
                .contains(new Outcome.Done(revision, true));
    }

    @Test
    void withoutAMajorityNothingIsWrittenOrConfirmed() {
        RaftStore leader = lab.leader();
        int alone = lab.numberOf(leader);
        done(leader, put("a", "1"));
        for (int i = 1; i <= 3; i++) {
            if (i != alone) {
                lab.stop(i);
            }
        }
        assertThatThrownBy(() -> get(leader.leadership().confirm()))
                .isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> get(leader.confirmedView()))
                .isInstanceOf(UnavailableException.class);
        assertThat(get(leader.commit(change(put("a", "2")))))
                .isInstanceOfAny(Outcome.NotLeader.class, Outcome.Unknown.class);
        assertThat(text(leader.view(), "a")).isEqualTo("1");
        for (int i = 1; i <= 3; i++) {
            if (i != alone) {
                lab.start(i, new Birth.Resume());
            }
        }
        done(lab.leader(), put("a", "3"));
    }

    @Test
    void everyChangeOfStandingIsToldInOrder() {
        List<Standing> told = new ArrayList<>();
        RaftStore first = lab.leader();
        first.leadership()
                .onChange(
                        standing -> {
                            synchronized (told) {
                                told.add(standing);
                            }
                        });
        get(first.quorum().transferLeadership(lab.id(lab.numberOf(lab.others().getFirst()))));
        RaftStore second = lab.leader();
        done(second, put("a", "1"));
        Lab.until(
                () -> {
                    synchronized (told) {
                        return told.getLast()
                                .leader()
                                .equals(Optional.of(lab.id(lab.numberOf(second))));
                    }
                });
        synchronized (told) {
            assertThat(told.getFirst().isActive()).isTrue();
            assertThat(told.getLast().isActive()).isFalse();
            assertThat(told).doesNotHaveDuplicates();
        }
    }
}
