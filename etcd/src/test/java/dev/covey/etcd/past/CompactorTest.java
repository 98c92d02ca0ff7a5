package dev.covey.etcd.past;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.kv.Bytes;
import dev.covey.kv.Command;
import dev.covey.kv.Op;
import dev.covey.kv.Request;
import dev.covey.kv.Space;
import dev.covey.runtime.store.memory.MemoryCluster;
import dev.covey.runtime.store.memory.MemoryStore;
import dev.covey.runtime.time.FakeClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is forgotten by itself, at times that the test says. */
class CompactorTest {

    private final FakeClock clock = new FakeClock();
    private final MemoryCluster cluster = new MemoryCluster(List.of("n1", "n2"), Runnable::run);
    private final MemoryStore store = cluster.store("n1");

    private Compactor compactor(String member, Retention retention) {
        return new Compactor(cluster.store(member), retention, clock);
    }

    private void lead(String member) {
        cluster.elect(member);
    }

    private long write(int times) {
        MemoryStore leader = store.leadership().standing().isActive() ? store : cluster.store("n2");
        for (int i = 0; i < times; i++) {
            Request put = Request.of(Space.USER, Op.Put.of(Bytes.of("a"), Bytes.EMPTY));
            assertThat(leader.execute(put).toCompletableFuture()).isDone();
        }
        return store.view().revision(Space.USER);
    }

    private long floor() {
        return store.view().space(Space.USER).floor();
    }

    private void passes(Duration time, Compactor... members) {
        for (int i = 0; i < 20; i++) {
            clock.advance(time.dividedBy(20));
            for (Compactor member : members) {
                assertThat(member.step(clock.nanos())).isPositive();
            }
        }
    }

    @Test
    void aPeriodLaterWhatWasOldThenIsForgotten() {
        lead("n1");
        Compactor compactor = compactor("n1", new Retention.Period(Duration.ofMinutes(10)));
        long old = write(5);
        passes(Duration.ofMinutes(9), compactor);
        long young = write(5);
        assertThat(floor()).isLessThan(old);
        passes(Duration.ofMinutes(3), compactor);
        assertThat(floor()).isEqualTo(old);
        passes(Duration.ofMinutes(20), compactor);
        assertThat(floor()).isEqualTo(young);
    }

    @Test
    void longPeriodsAreLookedAtEachHour() {
        lead("n1");
        Compactor compactor = compactor("n1", new Retention.Period(Duration.ofHours(24)));
        long old = write(5);
        passes(Duration.ofHours(12), compactor);
        write(5);
        passes(Duration.ofHours(11), compactor);
        assertThat(floor()).isLessThan(old);
        passes(Duration.ofHours(4), compactor);
        assertThat(floor()).isEqualTo(old);
    }

    @Test
    void soManyRevisionsAreKept() {
        lead("n1");
        Compactor compactor = compactor("n1", new Retention.Revisions(10));
        long last = write(50);
        passes(Duration.ofMinutes(6), compactor);
        assertThat(floor()).isEqualTo(last - 10);
        write(2);
        passes(Duration.ofMinutes(4), compactor);
        assertThat(floor()).isEqualTo(last - 10);
        passes(Duration.ofMinutes(6), compactor);
        assertThat(floor()).isEqualTo(last - 8);
    }

    @Test
    void onlyWhoLeadsForgetsAndTheNextOneGoesOn() {
        lead("n2");
        Retention retention = new Retention.Period(Duration.ofMinutes(10));
        Compactor follower = compactor("n1", retention);
        long old = write(5);
        passes(Duration.ofMinutes(30), follower);
        assertThat(floor()).isLessThan(old);
        lead("n1");
        write(5);
        passes(Duration.ofMinutes(11), follower);
        assertThat(floor()).isGreaterThanOrEqualTo(old);
    }

    @Test
    void theSystemsOwnRowsAreNotTouched() {
        lead("n1");
        Compactor compactor = compactor("n1", new Retention.Revisions(1));
        write(50);
        long before = store.view().space(Space.SYSTEM).floor();
        passes(Duration.ofMinutes(30), compactor);
        assertThat(store.view().space(Space.SYSTEM).floor()).isEqualTo(before);
    }

    @Test
    void aClientThatForgetsMoreIsNotDisturbed() {
        lead("n1");
        Compactor compactor = compactor("n1", new Retention.Revisions(10));
        long last = write(50);
        Command all = new Command.Compact(Space.USER, last);
        store.execute(new Request(null, null, Request.Origin.NONE, all));
        passes(Duration.ofMinutes(30), compactor);
        assertThat(floor()).isEqualTo(last);
    }
}
