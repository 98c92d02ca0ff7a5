package dev.covey.etcd;

import static dev.covey.etcd.Ask.delete;
import static dev.covey.etcd.Ask.kv;
import static dev.covey.etcd.Ask.op;
import static dev.covey.etcd.Ask.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.covey.etcd.room.Bounds;
import dev.covey.etcd.v3.CompactionRequest;
import dev.covey.etcd.v3.Event;
import dev.covey.etcd.v3.PutRequest;
import dev.covey.etcd.v3.TxnRequest;
import dev.covey.etcd.v3.WatchCreateRequest;
import dev.covey.etcd.v3.WatchResponse;
import dev.covey.runtime.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Watches: ordered, unique, reliable, atomic, resumable, bookmarkable. */
class WatchTest {

    private final Lab lab = new Lab(3);
    private final Watcher watcher = new Watcher(lab.line(2));

    @AfterEach
    void end() {
        watcher.close();
        lab.close();
    }

    private long write(String key, String value) {
        return kv(lab.line(1)).put(put(key, value)).getHeader().getRevision();
    }

    private static List<String> told(List<Event> events) {
        return events.stream()
                .map(
                        event ->
                                event.getType()
                                        + " "
                                        + event.getKv().getKey().toStringUtf8()
                                        + "="
                                        + event.getKv().getValue().toStringUtf8()
                                        + "@"
                                        + event.getKv().getModRevision())
                .toList();
    }

    @Test
    void aWatchIsToldOfEveryChangeOnceAndInOrder() {
        watcher.create(Watcher.prefix("a", "b"));
        for (int i = 2; i < 102; i++) {
            write("a" + i % 7, Integer.toString(i));
            write("z", "");
        }
        assertThat(watcher.events(100))
                .extracting(event -> event.getKv().getValue().toStringUtf8())
                .containsExactlyElementsOf(
                        java.util.stream.IntStream.range(2, 102)
                                .mapToObj(String::valueOf)
                                .toList());
    }

    @Test
    void aWatchBeginsInThePast() {
        long first = write("a", "1");
        write("a", "2");
        kv(lab.line(1)).deleteRange(delete("a"));
        watcher.create(Watcher.on("a").setStartRevision(first + 1).setPrevKv(true));
        List<Event> events = watcher.events(2);
        assertThat(told(events)).containsExactly("PUT a=2@3", "DELETE a=@4");
        assertThat(events.get(1).getPrevKv().getValue().toStringUtf8()).isEqualTo("2");
    }

    @Test
    void whatATransactionChangesIsToldAtOnce() {
        watcher.create(Watcher.prefix("a", "b"));
        kv(lab.line(3))
                .txn(
                        TxnRequest.newBuilder()
                                .addSuccess(op(put("a1", "x")))
                                .addSuccess(op(put("a2", "y")))
                                .build());
        WatchResponse response = watcher.first(each -> each.getEventsCount() > 0);
        assertThat(told(response.getEventsList())).containsExactly("PUT a1=x@2", "PUT a2=y@2");
        assertThat(response.getHeader().getRevision()).isEqualTo(2);
    }

    @Test
    void aStreamCarriesManyWatchesWithNumbersOfTheirOwn() {
        watcher.create(Watcher.on("a"))
                .create(Watcher.on("b").setWatchId(7))
                .create(Watcher.on("c"));
        write("b", "1");
        assertThat(watcher.first(each -> each.getEventsCount() > 0).getWatchId()).isEqualTo(7);
        assertThat(watcher.heard.stream().filter(WatchResponse::getCreated))
                .extracting(WatchResponse::getWatchId)
                .containsExactly(0L, 7L, 1L);
        watcher.create(Watcher.on("d").setWatchId(7));
        WatchResponse refused = watcher.first(WatchResponse::getCanceled);
        assertThat(refused.getWatchId()).isEqualTo(-1);
        assertThat(refused.getCancelReason()).contains("duplicate watch ID");
    }

    @Test
    void aCancelledWatchIsSilent() {
        watcher.create(Watcher.on("a")).create(Watcher.on("b"));
        watcher.cancel(0);
        assertThat(watcher.first(WatchResponse::getCanceled).getWatchId()).isZero();
        write("a", "1");
        write("b", "1");
        assertThat(told(watcher.events(1))).containsExactly("PUT b=1@3");
    }

    @Test
    void whatIsCompactedEndsTheWatch() {
        for (int i = 0; i < 5; i++) {
            write("a", Integer.toString(i));
        }
        kv(lab.line(1)).compact(CompactionRequest.newBuilder().setRevision(4).build());
        watcher.create(Watcher.on("a").setStartRevision(2));
        WatchResponse end = watcher.first(WatchResponse::getCanceled);
        assertThat(end.getCompactRevision()).isEqualTo(4);
        watcher.create(Watcher.on("a").setStartRevision(4));
        assertThat(watcher.events(3)).hasSize(3);
    }

    @Test
    void filtersKeepPutsOrDeletionsOut() {
        watcher.create(Watcher.on("a").addFilters(WatchCreateRequest.FilterType.NOPUT));
        watcher.create(Watcher.on("a").addFilters(WatchCreateRequest.FilterType.NODELETE));
        write("a", "1");
        kv(lab.line(1)).deleteRange(delete("a"));
        watcher.events(2);
        assertThat(watcher.first(each -> each.getEventsCount() > 0 && each.getWatchId() == 0))
                .satisfies(
                        each ->
                                assertThat(told(each.getEventsList()))
                                        .containsExactly("DELETE a=@3"));
        assertThat(watcher.first(each -> each.getEventsCount() > 0 && each.getWatchId() == 1))
                .satisfies(
                        each ->
                                assertThat(told(each.getEventsList()))
                                        .containsExactly("PUT a=1@2"));
    }

    @Test
    void progressSaysThatEverythingBeforeIsTold() {
        watcher.create(Watcher.on("a")).create(Watcher.on("b"));
        write("a", "1");
        long last = write("elsewhere", "1");
        watcher.askForProgress();
        WatchResponse progress = watcher.first(each -> each.getWatchId() == -1);
        assertThat(progress.getHeader().getRevision()).isEqualTo(last);
        assertThat(watcher.events()).hasSize(1);
    }

    @Test
    void progressOfNothingIsThePresent() {
        long last = write("a", "1");
        watcher.askForProgress();
        assertThat(watcher.first(each -> each.getWatchId() == -1).getHeader().getRevision())
                .isEqualTo(last);
    }

    @Test
    void anIdleWatchThatWantsItIsToldHowFarItIs() {
        Habits quick =
                new Habits(
                        Duration.ofMillis(20),
                        OptionalLong.empty(),
                        Habits.USUAL.retention(),
                        Bounds.here());
        try (Lab noticed = new Lab(1, Clock.system(), quick);
                Watcher idle = new Watcher(noticed.line(1))) {
            idle.create(Watcher.on("a").setProgressNotify(true)).create(Watcher.on("b"));
            WatchResponse notice =
                    idle.first(each -> !each.getCreated() && each.getEventsCount() == 0);
            assertThat(notice.getWatchId()).isZero();
            assertThat(notice.getHeader().getRevision()).isEqualTo(1);
            assertThat(idle.heard).noneMatch(each -> !each.getCreated() && each.getWatchId() == 1);
        }
    }

    @Test
    void aWatchThatBeginsInTheFutureWaitsForIt() {
        watcher.create(Watcher.on("a").setStartRevision(4));
        write("a", "2");
        write("a", "3");
        watcher.askForProgress();
        assertThat(watcher.first(each -> each.getWatchId() == -1).getHeader().getRevision())
                .isEqualTo(3);
        write("a", "4");
        assertThat(told(watcher.events(1))).containsExactly("PUT a=4@4");
    }

    @Test
    void whatIsTooLongForOneMessageComesInFragments() {
        watcher.create(Watcher.prefix("a", "b").setFragment(true).setPrevKv(true));
        ByteString large = ByteString.copyFrom(new byte[350_000]);
        TxnRequest.Builder all = TxnRequest.newBuilder();
        for (int i = 0; i < 4; i++) {
            all.addSuccess(
                    op(PutRequest.newBuilder().setKey(Ask.bytes("a" + i)).setValue(large).build()));
        }
        kv(lab.line(1)).txn(all.build());
        kv(lab.line(1)).txn(all.build());
        assertThat(watcher.events(8)).hasSize(8);
        List<WatchResponse> last =
                watcher.heard.stream()
                        .filter(each -> each.getEventsCount() > 0)
                        .filter(each -> each.getHeader().getRevision() == 3)
                        .toList();
        assertThat(last).hasSizeGreaterThan(1);
        assertThat(last.getLast().getFragment()).isFalse();
        assertThat(last.subList(0, last.size() - 1)).allMatch(WatchResponse::getFragment);
    }
}
