package dev.covey.etcd;

import static dev.covey.runtime.store.Words.done;
import static dev.covey.runtime.store.Words.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.covey.etcd.fault.EtcdFault;
import dev.covey.etcd.v3.CompactionRequest;
import dev.covey.etcd.v3.DeleteRangeRequest;
import dev.covey.etcd.v3.KVGrpc;
import dev.covey.etcd.v3.LeaseGrantRequest;
import dev.covey.etcd.v3.LeaseLeasesRequest;
import dev.covey.etcd.v3.LeaseRevokeRequest;
import dev.covey.etcd.v3.RangeRequest;
import dev.covey.etcd.v3.RangeResponse;
import dev.covey.etcd.v3.TxnRequest;
import dev.covey.kv.Command;
import dev.covey.kv.Request;
import dev.covey.kv.Space;
import dev.covey.runtime.store.Row;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.View;
import dev.covey.runtime.store.Words;
import dev.covey.runtime.time.Clock;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * Clients of etcd cannot see, fill, forget or delete what is Covey's own, nor be disturbed by it.
 */
class SpacesTest {

    private static final ByteString EVERYTHING = ByteString.copyFrom(new byte[] {0});
    private static final String ROW = "nodes/a/spec";
    private static final long LEASE = 77;

    private static RangeRequest.Builder all() {
        return RangeRequest.newBuilder().setKey(EVERYTHING).setRangeEnd(EVERYTHING);
    }

    private static String own(Store store) {
        return new String(
                store.view().get(ROW).map(Row::value).orElseThrow(),
                java.nio.charset.StandardCharsets.UTF_8);
    }

    private static long floor(View view, Space space) {
        return view.space(space).numbers().floor();
    }

    @Test
    void nobodySeesOrReachesWhatIsCoveysOwn() {
        try (Lab lab = new Lab(1);
                Watcher watcher = new Watcher(lab.line(1))) {
            Store store = lab.cluster.store("n1");
            KVGrpc.KVBlockingStub kv = Ask.kv(lab.line(1));
            watcher.create(Watcher.prefix("\0", "\0"));
            done(store, put(ROW, "1"));
            RangeResponse seen = kv.range(all().build());
            assertThat(seen.getCount()).isZero();
            assertThat(seen.getHeader().getRevision()).isEqualTo(1);
            assertThat(kv.range(Ask.get(ROW).build()).getCount()).isZero();
            TxnRequest look =
                    TxnRequest.newBuilder()
                            .addCompare(Ask.modIs(ROW, 0))
                            .addSuccess(Ask.op(Ask.put("absent", "")))
                            .build();
            assertThat(kv.txn(look).getSucceeded()).isTrue();
            kv.put(Ask.put(ROW, "theirs"));
            assertThat(kv.deleteRange(wholeSpace()).getDeleted()).isEqualTo(2);
            done(store, put(ROW, "2"));
            kv.put(Ask.put("last", ""));
            watcher.events(5);
            assertThat(watcher.events())
                    .extracting(event -> event.getKv().getKey().toStringUtf8())
                    .containsExactlyInAnyOrder("absent", ROW, "absent", ROW, "last");
            assertThat(own(store)).isEqualTo("2");
        }
    }

    private static DeleteRangeRequest wholeSpace() {
        return DeleteRangeRequest.newBuilder().setKey(EVERYTHING).setRangeEnd(EVERYTHING).build();
    }

    @Test
    void whatClientsForgetAndEndIsTheirsAlone() {
        try (Lab lab = new Lab(1)) {
            Store store = lab.cluster.store("n1");
            KVGrpc.KVBlockingStub kv = Ask.kv(lab.line(1));
            done(store, put(ROW, "1"));
            Words.get(store.execute(Request.of(new Command.GrantLease(Space.SYSTEM, LEASE, 3600))));
            long revision = kv.put(Ask.put("k", "v")).getHeader().getRevision();
            kv.compact(CompactionRequest.newBuilder().setRevision(revision).build());
            assertThat(floor(store.view(), Space.USER)).isEqualTo(revision);
            assertThat(floor(store.view(), Space.SYSTEM)).isLessThan(revision);
            assertThat(
                            Ask.lease(lab.line(1))
                                    .leaseLeases(LeaseLeasesRequest.getDefaultInstance())
                                    .getLeasesCount())
                    .isZero();
            Ask.refused(
                    EtcdFault.LEASE_NOT_FOUND,
                    () ->
                            Ask.lease(lab.line(1))
                                    .leaseRevoke(
                                            LeaseRevokeRequest.newBuilder().setID(LEASE).build()));
            Ask.lease(lab.line(1))
                    .leaseGrant(LeaseGrantRequest.newBuilder().setID(LEASE).setTTL(60).build());
            Ask.lease(lab.line(1))
                    .leaseRevoke(LeaseRevokeRequest.newBuilder().setID(LEASE).build());
            assertThat(store.view().space(Space.SYSTEM).leases().secondsOf(LEASE)).isEqualTo(3600L);
        }
    }

    @Test
    void aFullUserSpaceLeavesCoveyItsRoomAndTheOtherWayRound() {
        Habits small = Habits.USUAL.withQuota(OptionalLong.of(200_000));
        try (Lab lab = new Lab(1, Clock.system(), small)) {
            Store store = lab.cluster.store("n1");
            KVGrpc.KVBlockingStub kv = Ask.kv(lab.line(1));
            Watcher.until(() -> store.view().space(Space.USER).numbers().quota() == 200_000);
            String much = "x".repeat(150_000);
            kv.put(Ask.put("a", much));
            Ask.refused(EtcdFault.NO_SPACE, () -> kv.put(Ask.put("b", much)));
            for (int i = 0; i < 10; i++) {
                done(store, put(ROW + i, much));
            }
            kv.put(Ask.put("c", "still fits"));
            assertThat(kv.range(all().build()).getCount()).isEqualTo(2);
        }
    }
}
