package dev.covey.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.dist.faults.Entry.Kind;
import dev.covey.dist.faults.Entry.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A good history passes; whatever is wrong with one is found. */
final class VerdictTest {

    private final List<String> lines = new ArrayList<>();

    /** Two puts, a read between, a swap, a miss, a deletion, a read of nothing. */
    VerdictTest() {
        told(2, "a", "v1");
        told(3, "a", "v2");
        told(4, "b", "v3");
        told(5, "a", "-");
        op(Kind.PUT, "a", "v1", 0, 0, 10, 2, "", 0);
        op(Kind.GET, "a", "", 0, 20, 30, 2, "v1", 2);
        op(Kind.SWAP, "a", "v2", 2, 40, 50, 3, "", 0);
        op(Kind.MISS, "a", "v9", 2, 60, 70, 3, "v2", 3);
        op(Kind.PUT, "b", "v3", 0, 60, 90, 4, "", 0);
        op(Kind.DELETE, "a", "", 0, 100, 110, 5, "v2", 3);
        op(Kind.GET, "a", "", 0, 120, 130, 5, "", 0);
    }

    private void told(long revision, String key, String value) {
        for (int watcher = 0; watcher < 2; watcher++) {
            lines.add("told %d %d %s %s".formatted(watcher, revision, key, value));
        }
    }

    private void op(
            Kind kind,
            String key,
            String value,
            long expected,
            long began,
            long ended,
            long revision,
            String found,
            long foundRevision) {
        lines.add(
                new Entry(
                                kind,
                                key,
                                value,
                                expected,
                                began,
                                ended,
                                Outcome.DONE,
                                revision,
                                found,
                                foundRevision)
                        .line());
    }

    private void unanswered(Outcome outcome, Kind kind, String key, String value) {
        lines.add(new Entry(kind, key, value, 0, 0, 5, outcome, 0, "", 0).line());
    }

    private List<String> verdict() {
        return Verdict.of(History.of(lines));
    }

    @Test
    void aGoodHistoryPasses() {
        unanswered(Outcome.UNKNOWN, Kind.PUT, "a", "v7");
        unanswered(Outcome.REFUSED, Kind.PUT, "a", "v8");
        assertThat(verdict()).isEmpty();
    }

    @Test
    void anUnknownWriteMayHaveBeenDone() {
        unanswered(Outcome.UNKNOWN, Kind.PUT, "a", "v7");
        unanswered(Outcome.UNKNOWN, Kind.DELETE, "b", "");
        told(6, "a", "v7");
        told(7, "b", "-");
        assertThat(verdict()).isEmpty();
    }

    @Test
    void aRefusedWriteMustNotHaveBeenDone() {
        unanswered(Outcome.REFUSED, Kind.PUT, "a", "v8");
        told(6, "a", "v8");
        assertThat(verdict()).anyMatch(flaw -> flaw.contains("refused"));
    }

    @Test
    void anOldReadIsFound() {
        op(Kind.GET, "a", "", 0, 55, 58, 2, "v1", 2);
        assertThat(verdict()).singleElement().asString().contains("is older than");
    }

    @Test
    void aReadOfTheFutureIsFound() {
        op(Kind.GET, "b", "", 0, 20, 30, 4, "v3", 4);
        assertThat(verdict()).anyMatch(flaw -> flaw.contains("nobody had asked for yet"));
    }

    @Test
    void aReadOfWhatWasNotThereIsFound() {
        op(Kind.GET, "a", "", 0, 120, 130, 5, "v2", 3);
        assertThat(verdict()).singleElement().asString().contains("does not fit");
    }

    @Test
    void aLostWriteIsFound() {
        op(Kind.PUT, "b", "v5", 0, 140, 150, 6, "", 0);
        assertThat(verdict()).singleElement().asString().contains("does not fit");
    }

    @Test
    void aWriteThatIsDoneTwiceIsFound() {
        told(6, "a", "v1");
        assertThat(verdict()).anyMatch(flaw -> flaw.contains("applied twice"));
    }

    @Test
    void aWriteThatNobodyAskedForIsFound() {
        told(6, "b", "-");
        assertThat(verdict()).singleElement().asString().contains("nobody asked");
    }

    @Test
    void aSwapInSpiteOfItsConditionIsFound() {
        told(6, "b", "v6");
        op(Kind.SWAP, "b", "v6", 3, 140, 150, 6, "", 0);
        assertThat(verdict()).singleElement().asString().contains("does not fit");
    }

    @Test
    void aRefusalOfASwapThatFitsIsFound() {
        op(Kind.MISS, "b", "v6", 4, 140, 150, 5, "v3", 4);
        assertThat(verdict()).singleElement().asString().contains("does not fit");
    }

    @Test
    void aWatcherThatMissesAChangeIsFound() {
        assertThat(lines.remove("told 1 3 a v2")).isTrue();
        assertThat(verdict()).singleElement().asString().contains("watcher 1");
    }

    @Test
    void aWatcherThatIsToldTwiceIsFound() {
        lines.add(4, "told 1 3 a v2");
        assertThat(verdict()).anyMatch(flaw -> flaw.contains("watcher"));
    }

    @Test
    void aLeaseThatEndsEarlyIsFound() {
        lines.add(new Lent("/lent/1", 100, 10, 109).line());
        assertThat(verdict()).singleElement().asString().contains("lease");
    }

    @Test
    void membersThatDifferAreFound() {
        lines.add("hash 0 17");
        lines.add("hash 1 18");
        assertThat(verdict()).singleElement().asString().contains("members differ");
    }
}
