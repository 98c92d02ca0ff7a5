package dev.covey.etcd;

import static dev.covey.etcd.Ask.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.covey.etcd.fault.EtcdFault;
import dev.covey.etcd.room.Bounds;
import dev.covey.etcd.v3.ClusterGrpc;
import dev.covey.etcd.v3.KVGrpc;
import dev.covey.etcd.v3.LeaseGrantRequest;
import dev.covey.etcd.v3.LeaseRevokeRequest;
import dev.covey.etcd.v3.MemberAddRequest;
import dev.covey.etcd.v3.MemberListRequest;
import dev.covey.etcd.v3.MemberRemoveRequest;
import dev.covey.etcd.v3.PutRequest;
import dev.covey.etcd.v3.RangeRequest;
import dev.covey.etcd.v3.RangeResponse;
import dev.covey.etcd.v3.TxnRequest;
import dev.covey.etcd.v3.lock.LockGrpc;
import dev.covey.etcd.v3.lock.LockRequest;
import dev.covey.kv.Command;
import dev.covey.kv.Limits;
import dev.covey.kv.Request;
import dev.covey.kv.Space;
import dev.covey.runtime.store.memory.MemoryStore;
import dev.covey.runtime.time.Clock;
import dev.covey.runtime.time.FakeClock;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is just allowed passes; one more is refused in etcd's words. */
class EdgesTest {

    private static final int MIB = 1 << 20;

    private static PutRequest put(String key, int size) {
        return PutRequest.newBuilder()
                .setKey(bytes(key))
                .setValue(ByteString.copyFrom(new byte[size]))
                .build();
    }

    private static boolean passes(KVGrpc.KVBlockingStub kv, int size) {
        try {
            var _ = kv.put(put("k", size));
            return true;
        } catch (StatusRuntimeException e) {
            return false;
        }
    }

    @Test
    void aRequestHasOneAndAHalfMebibytes() throws Exception {
        try (Lab lab = new Lab(1)) {
            var kv = Ask.kv(lab.line(1));
            int least = Limits.MAX_REQUEST_BYTES - 200;
            int size = least;
            while (passes(kv, size + 1)) {
                size++;
            }
            assertThat(size).isBetween(least, Limits.MAX_REQUEST_BYTES);
            int tooMuch = size + 1;
            Ask.refused(EtcdFault.REQUEST_TOO_LARGE, () -> kv.put(put("k", tooMuch)));
            assertThat(kv.range(Ask.get("k").build()).getKvs(0).getValue().size()).isEqualTo(size);
        }
    }

    @Test
    void aKeyMayBeAsLongAsARequestButNotEmpty() throws Exception {
        try (Lab lab = new Lab(1)) {
            var kv = Ask.kv(lab.line(1));
            String longest = "k".repeat(Limits.MAX_REQUEST_BYTES - 200);
            var _ = kv.put(put(longest, 0));
            assertThat(kv.range(Ask.get(longest).build()).getCount()).isEqualTo(1);
            Ask.refused(EtcdFault.EMPTY_KEY, () -> kv.put(put("", 1)));
        }
    }

    @Test
    void aTransactionHas128Operations() throws Exception {
        try (Lab lab = new Lab(1)) {
            var kv = Ask.kv(lab.line(1));
            TxnRequest.Builder txn = TxnRequest.newBuilder();
            for (int i = 0; i < Limits.MAX_OPS; i++) {
                txn.addSuccess(Ask.op(Ask.put("k" + i, "v")));
                txn.addCompare(Ask.modIs("n" + i, 0));
            }
            assertThat(kv.txn(txn.build()).getResponsesCount()).isEqualTo(Limits.MAX_OPS);
            TxnRequest more = txn.clone().addSuccess(Ask.op(Ask.put("one", "more"))).build();
            Ask.refused(EtcdFault.TOO_MANY_OPS, () -> kv.txn(more));
            TxnRequest asks = txn.clone().addCompare(Ask.modIs("one", 0)).build();
            Ask.refused(EtcdFault.TOO_MANY_OPS, () -> kv.txn(asks));
        }
    }

    @Test
    void aLeaseLivesNineBillionSeconds() throws Exception {
        try (Lab lab = new Lab(1)) {
            var leases = Ask.lease(lab.line(1));
            var longest = LeaseGrantRequest.newBuilder().setTTL(Limits.MAX_LEASE_SECONDS).build();
            assertThat(leases.leaseGrant(longest).getTTL()).isEqualTo(Limits.MAX_LEASE_SECONDS);
            var more = longest.toBuilder().setTTL(Limits.MAX_LEASE_SECONDS + 1).build();
            Ask.refused(EtcdFault.LEASE_TTL_TOO_LARGE, () -> leases.leaseGrant(more));
        }
    }

    @Test
    void thereAreNoMoreLeasesThanTheStoreHolds() throws Exception {
        try (Lab lab = Lab.frozen(1)) {
            MemoryStore store = lab.cluster.store("n1");
            for (long lease = 1; lease <= Limits.MAX_LEASES; lease++) {
                Command grant = new Command.GrantLease(Space.USER, lease, 600);
                var _ = store.execute(new Request(null, null, Request.Origin.NONE, grant));
            }
            var leases = Ask.lease(lab.line(1));
            var one = LeaseGrantRequest.newBuilder().setTTL(600).build();
            Ask.refused(EtcdFault.TOO_MANY_REQUESTS, () -> leases.leaseGrant(one));
            var _ = leases.leaseRevoke(LeaseRevokeRequest.newBuilder().setID(1).build());
            assertThat(leases.leaseGrant(one).getTTL()).isEqualTo(600);
            Ask.refused(EtcdFault.TOO_MANY_REQUESTS, () -> leases.leaseGrant(one));
        }
    }

    @Test
    void aClusterHasFifteenMembersThoseToComeIncluded() throws Exception {
        try (Lab lab = new Lab(1)) {
            var cluster = ClusterGrpc.newBlockingStub(lab.line(1));
            long last = 0;
            for (int i = 2; i <= 15; i++) {
                last = cluster.memberAdd(at(i)).getMember().getID();
            }
            assertThat(cluster.memberList(MemberListRequest.getDefaultInstance()).getMembersList())
                    .hasSize(15);
            Ask.refused(EtcdFault.TOO_MANY_MEMBERS, () -> cluster.memberAdd(at(16)));
            var _ = cluster.memberRemove(MemberRemoveRequest.newBuilder().setID(last).build());
            assertThat(cluster.memberAdd(at(16)).getMembersList()).hasSize(15);
        }
    }

    private static MemberAddRequest at(int host) {
        return MemberAddRequest.newBuilder()
                .addPeerURLs("http://127.0.0." + host + ":2380")
                .build();
    }

    private static Lab small(long heapBytes) {
        return small(heapBytes, Clock.system());
    }

    private static Lab small(long heapBytes, Clock clock) {
        return new Lab(
                1,
                clock,
                new Habits(
                        Habits.USUAL.watchNotices(),
                        Habits.USUAL.quotaBytes(),
                        Habits.USUAL.retention(),
                        new Bounds(heapBytes)));
    }

    private static RangeRequest all() {
        return Ask.get("v/").setRangeEnd(bytes("v0")).build();
    }

    @Test
    void largeAnswersWaitForEachOtherAndOneLargerThanAllIsRefused() throws Exception {
        try (Lab lab = small(4 * MIB)) {
            var kv = Ask.kv(lab.line(1)).withMaxInboundMessageSize(64 * MIB);
            var _ = kv.put(put("v/0", MIB));
            List<Future<RangeResponse>> asked = new ArrayList<>();
            var many = KVGrpc.newFutureStub(lab.line(1)).withMaxInboundMessageSize(64 * MIB);
            for (int i = 0; i < 50; i++) {
                asked.add(many.range(all()));
            }
            for (Future<RangeResponse> each : asked) {
                assertThat(each.get(30, TimeUnit.SECONDS).getKvs(0).getValue().size())
                        .isEqualTo(MIB);
            }
            var _ = kv.put(put("v/1", MIB));
            StatusRuntimeException e =
                    catchThrowableOfType(StatusRuntimeException.class, () -> kv.range(all()));
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
            assertThat(e.getStatus().getDescription()).contains("message larger than max");
            assertThat(kv.range(all().toBuilder().setLimit(1).build()).getKvsCount()).isEqualTo(1);
        }
    }

    @Test
    void whoDoesNotReadIsEndedWhenOthersWait() throws Exception {
        FakeClock clock = new FakeClock();
        try (Lab lab = small(16 * MIB, clock)) {
            var kv = Ask.kv(lab.line(1)).withMaxInboundMessageSize(64 * MIB);
            for (int i = 0; i < 4; i++) {
                var _ = kv.put(put("v/" + i, MIB));
            }
            Ended deaf = new Ended();
            var call = deaf.asks(lab);
            Future<RangeResponse> waiting =
                    KVGrpc.newFutureStub(lab.line(1))
                            .withMaxInboundMessageSize(64 * MIB)
                            .range(all());
            Watcher.until(
                    () -> {
                        clock.advance(Duration.ofSeconds(1));
                        return waiting.isDone();
                    });
            assertThat(waiting.get().getKvsCount()).isEqualTo(4);
            call.request(1); // only who reads hears that it is over
            assertThat(deaf.why.get(30, TimeUnit.SECONDS).getCode())
                    .isIn(Status.Code.DEADLINE_EXCEEDED, Status.Code.CANCELLED);
        }
    }

    /** Asks for an answer and does not read it. */
    private static final class Ended extends ClientCall.Listener<RangeResponse> {
        private final CompletableFuture<Status> why = new CompletableFuture<>();

        ClientCall<?, ?> asks(Lab lab) {
            var call =
                    lab.line(1)
                            .newCall(
                                    KVGrpc.getRangeMethod(),
                                    CallOptions.DEFAULT.withMaxInboundMessageSize(64 * MIB));
            call.start(this, new Metadata());
            call.sendMessage(all());
            call.halfClose();
            return call;
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            why.complete(status);
        }
    }

    @Test
    void callsAreAsManyAsThereIsMemoryFor() throws Exception {
        try (Lab lab = small(8 * (32 << 10))) {
            List<Watcher> watchers =
                    IntStream.range(0, 6).mapToObj(_ -> new Watcher(lab.line(1))).toList();
            var kv = Ask.kv(lab.line(1));
            var _ = kv.put(Ask.put("streams", "leave places"));
            beginToPut(lab);
            beginToPut(lab);
            Ask.refused(EtcdFault.TOO_MANY_REQUESTS, () -> kv.put(Ask.put("a", "1")));
            Watcher.until(() -> passes(kv, 1)); // who has begun and says nothing is ended
            Watcher seventh = new Watcher(lab.line(1));
            Watcher.until(() -> seventh.over);
            assertThat(watchers).noneMatch(each -> each.over);
        }
    }

    @Test
    void whoWaitsForATurnLeavesPlacesToCallsThatEnd() {
        try (Lab lab = small(8 * (32 << 10))) {
            LockRequest turn = LockRequest.newBuilder().setName(bytes("v")).build();
            var _ = LockGrpc.newBlockingStub(lab.line(1)).lock(turn);
            var waiting = LockGrpc.newFutureStub(lab.line(1));
            var six = IntStream.range(0, 6).mapToObj(_ -> waiting.lock(turn)).toList();
            var kv = Ask.kv(lab.line(1));
            Watcher.until(() -> kv.range(all()).getKvsCount() == 7);
            Ask.refused(
                    EtcdFault.TOO_MANY_REQUESTS,
                    () -> LockGrpc.newBlockingStub(lab.line(1)).lock(turn));
            var _ = kv.put(Ask.put("a", "1"));
            assertThat(six).noneMatch(Future::isDone);
        }
    }

    private static void beginToPut(Lab lab) {
        var call = lab.line(1).newCall(KVGrpc.getPutMethod(), CallOptions.DEFAULT);
        call.start(new ClientCall.Listener<>() {}, new Metadata());
    }
}
