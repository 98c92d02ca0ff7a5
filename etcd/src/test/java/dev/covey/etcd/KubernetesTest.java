package dev.covey.etcd;

import static dev.covey.etcd.Ask.bytes;
import static dev.covey.etcd.Ask.get;
import static dev.covey.etcd.Ask.kv;
import static dev.covey.etcd.Ask.modIs;
import static dev.covey.etcd.Ask.op;
import static dev.covey.etcd.Ask.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.covey.etcd.fault.EtcdFault;
import dev.covey.etcd.v3.CompactionRequest;
import dev.covey.etcd.v3.DeleteRangeRequest;
import dev.covey.etcd.v3.Event;
import dev.covey.etcd.v3.KVGrpc;
import dev.covey.etcd.v3.KeyValue;
import dev.covey.etcd.v3.RangeRequest;
import dev.covey.etcd.v3.RangeResponse;
import dev.covey.etcd.v3.RequestOp;
import dev.covey.etcd.v3.TxnRequest;
import dev.covey.etcd.v3.TxnResponse;
import dev.covey.etcd.v3.WatchResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The requests of a Kubernetes API server, in their exact shapes (kubernetes, {@code
 * staging/src/k8s.io/apiserver/pkg/storage/etcd3}).
 */
class KubernetesTest {

    private static final String PODS = "/registry/pods/";
    private static final String AFTER_PODS = "/registry/pods0";

    private final Lab lab = new Lab(3);
    private final KVGrpc.KVBlockingStub kv = kv(lab.line(2));

    @AfterEach
    void end() {
        lab.close();
    }

    /** Create: only if the key was never there. */
    private TxnResponse create(String name, String value) {
        return kv.txn(
                TxnRequest.newBuilder()
                        .addCompare(modIs(PODS + name, 0))
                        .addSuccess(op(put(PODS + name, value)))
                        .build());
    }

    /** Update: only if nobody else was faster, else tell what there is. */
    private TxnResponse update(String name, String value, long seen) {
        return kv.txn(
                TxnRequest.newBuilder()
                        .addCompare(modIs(PODS + name, seen))
                        .addSuccess(op(put(PODS + name, value)))
                        .addFailure(op(get(PODS + name).build()))
                        .build());
    }

    private TxnResponse delete(String name, long seen) {
        DeleteRangeRequest delete =
                DeleteRangeRequest.newBuilder().setKey(bytes(PODS + name)).setPrevKv(true).build();
        return kv.txn(
                TxnRequest.newBuilder()
                        .addCompare(modIs(PODS + name, seen))
                        .addSuccess(RequestOp.newBuilder().setRequestDeleteRange(delete))
                        .addFailure(op(get(PODS + name).build()))
                        .build());
    }

    private RangeRequest.Builder list(String from, long limit, long revision) {
        return get(from).setRangeEnd(bytes(AFTER_PODS)).setLimit(limit).setRevision(revision);
    }

    @Test
    void objectsAreCreatedUpdatedAndDeletedOptimistically() {
        TxnResponse created = create("a", "1");
        assertThat(created.getSucceeded()).isTrue();
        assertThat(create("a", "1").getSucceeded()).isFalse();
        long first = created.getHeader().getRevision();
        long second = update("a", "2", first).getHeader().getRevision();
        TxnResponse late = update("a", "3", first);
        assertThat(late.getSucceeded()).isFalse();
        KeyValue found = late.getResponses(0).getResponseRange().getKvs(0);
        assertThat(found.getModRevision()).isEqualTo(second);
        assertThat(found.getCreateRevision()).isEqualTo(first);
        assertThat(delete("a", first).getSucceeded()).isFalse();
        TxnResponse gone = delete("a", second);
        assertThat(gone.getResponses(0).getResponseDeleteRange().getPrevKvs(0).getValue())
                .isEqualTo(bytes("2"));
        assertThat(create("a", "again").getSucceeded()).isTrue();
    }

    @Test
    void aListIsReadInPagesAtOneRevision() {
        for (int i = 0; i < 25; i++) {
            create("p%02d".formatted(i), "x");
        }
        RangeResponse page = kv.range(list(PODS, 10, 0).build());
        long revision = page.getHeader().getRevision();
        List<KeyValue> all = new ArrayList<>(page.getKvsList());
        assertThat(page.getCount()).isEqualTo(25);
        create("p00b", "not in this list");
        while (page.getMore()) {
            ByteString next = all.getLast().getKey().concat(ByteString.copyFrom(new byte[1]));
            page = kv.range(list(next.toStringUtf8(), 10, revision).build());
            all.addAll(page.getKvsList());
        }
        assertThat(all).hasSize(25);
        assertThat(all).noneMatch(each -> each.getKey().toStringUtf8().endsWith("p00b"));
        RangeResponse count = kv.range(list(PODS, 0, 0).setCountOnly(true).build());
        assertThat(count.getCount()).isEqualTo(26);
        assertThat(count.getKvsList()).isEmpty();
    }

    @Test
    void aWatchFollowsAListWithoutAGap() {
        create("a", "1");
        long listed = kv.range(list(PODS, 0, 0).build()).getHeader().getRevision();
        long second = update("a", "2", listed).getHeader().getRevision();
        try (Watcher watcher = new Watcher(lab.line(3))) {
            watcher.create(
                    Watcher.prefix(PODS, AFTER_PODS)
                            .setStartRevision(listed + 1)
                            .setPrevKv(true)
                            .setProgressNotify(true));
            delete("a", second);
            List<Event> events = watcher.events(2);
            assertThat(events.get(0).getPrevKv().getValue()).isEqualTo(bytes("1"));
            assertThat(events.get(1).getType()).isEqualTo(Event.EventType.DELETE);
            assertThat(events.get(1).getPrevKv().getValue()).isEqualTo(bytes("2"));
            kv.put(put("/registry/elsewhere", "x"));
            long now = kv.range(get(PODS).setCountOnly(true).build()).getHeader().getRevision();
            watcher.askForProgress();
            WatchResponse progress = watcher.first(each -> each.getWatchId() == -1);
            assertThat(progress.getHeader().getRevision()).isGreaterThanOrEqualTo(now);
        }
    }

    /** The compactor of one API server wins, and the revisions of the others are too old. */
    @Test
    void apiServersAgreeWhoCompacts() {
        create("a", "1");
        long revision = create("b", "1").getHeader().getRevision();
        assertThat(compactor(0, revision).getSucceeded()).isTrue();
        TxnResponse second = compactor(0, revision);
        assertThat(second.getSucceeded()).isFalse();
        assertThat(second.getResponses(0).getResponseRange().getKvs(0).getVersion()).isEqualTo(1);
        kv.compact(CompactionRequest.newBuilder().setRevision(revision).build());
        Ask.refused(EtcdFault.COMPACTED, () -> kv.range(list(PODS, 10, revision - 1).build()));
        Ask.refused(
                EtcdFault.COMPACTED,
                () -> kv.compact(CompactionRequest.newBuilder().setRevision(revision).build()));
        Ask.refused(EtcdFault.FUTURE_REVISION, () -> kv.range(list(PODS, 10, 999).build()));
    }

    private TxnResponse compactor(long version, long revision) {
        return kv.txn(
                TxnRequest.newBuilder()
                        .addCompare(
                                dev.covey.etcd.v3.Compare.newBuilder()
                                        .setKey(bytes("compact_rev_key"))
                                        .setTarget(dev.covey.etcd.v3.Compare.CompareTarget.VERSION)
                                        .setResult(dev.covey.etcd.v3.Compare.CompareResult.EQUAL)
                                        .setVersion(version))
                        .addSuccess(op(put("compact_rev_key", Long.toString(revision))))
                        .addFailure(op(get("compact_rev_key").build()))
                        .build());
    }
}
