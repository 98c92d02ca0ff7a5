package dev.covey.dist.faults;

import dev.covey.etcd.v3.KVGrpc;
import dev.covey.etcd.v3.LeaseGrantRequest;
import dev.covey.etcd.v3.LeaseGrpc;
import dev.covey.etcd.v3.LeaseKeepAliveRequest;
import dev.covey.etcd.v3.LeaseKeepAliveResponse;
import dev.covey.etcd.v3.PutRequest;
import dev.covey.etcd.v3.RangeRequest;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Puts keys on leases, renews each some times, and looks until it has gone. */
final class Lender {

    private static final int LIFE_SECONDS = 3;
    private static final int RENEWALS = 3;
    private static final int SECONDS = 5;

    private final int number;
    private final Lines lines;
    private final Chronicle chronicle;
    private int turn;

    Lender(int number, Lines lines, Chronicle chronicle) {
        this.number = number;
        this.lines = lines;
        this.chronicle = chronicle;
    }

    /** One key's life; nothing is said of one whose beginning is not known. */
    void step() {
        turn++;
        String key = Traffic.LENT + number + "." + turn;
        try {
            long lease = grant();
            long renewed = System.nanoTime();
            KVGrpc.KVBlockingStub kv = kv();
            Entry put = put(kv, key, lease);
            chronicle.write(put.line());
            if (!put.done()) {
                return; // it may never have been there
            }
            renewed = renew(lease, renewed);
            long missed = awaitEnd(key);
            long life = TimeUnit.SECONDS.toNanos(LIFE_SECONDS);
            chronicle.write(new Lent(key, life, renewed, missed).line());
        } catch (StatusRuntimeException e) {
            lines.to(turn); // the next one, by another member
        }
    }

    private KVGrpc.KVBlockingStub kv() {
        return KVGrpc.newBlockingStub(lines.to(number + turn))
                .withDeadlineAfter(SECONDS, TimeUnit.SECONDS);
    }

    private long grant() {
        return LeaseGrpc.newBlockingStub(lines.to(number + turn))
                .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
                .leaseGrant(LeaseGrantRequest.newBuilder().setTTL(LIFE_SECONDS).build())
                .getID();
    }

    private static Entry put(KVGrpc.KVBlockingStub kv, String key, long lease) {
        PutRequest request =
                PutRequest.newBuilder()
                        .setKey(Client.bytes(key))
                        .setValue(Client.bytes(key))
                        .setLease(lease)
                        .build();
        long began = System.nanoTime();
        Entry.Outcome outcome = Entry.Outcome.UNKNOWN;
        long revision = 0;
        try {
            revision = kv.put(request).getHeader().getRevision();
            outcome = Entry.Outcome.DONE;
        } catch (StatusRuntimeException e) {
            // Whether it is there shows in what the watch tells.
        }
        return new Entry(
                Entry.Kind.PUT, key, key, 0, began, System.nanoTime(), outcome, revision, "", 0);
    }

    /** Renews some times; when the last renewal that was answered with a life had been sent. */
    private long renew(long lease, long before) {
        long renewed = before;
        for (int i = 0; i < RENEWALS; i++) {
            long sent = System.nanoTime();
            if (renewal(lease)) {
                renewed = sent;
            }
        }
        return renewed;
    }

    private boolean renewal(long lease) {
        CompletableFuture<Boolean> answered = new CompletableFuture<>();
        StreamObserver<LeaseKeepAliveRequest> out =
                LeaseGrpc.newStub(lines.to(number + turn)).leaseKeepAlive(new Heard(answered));
        out.onNext(LeaseKeepAliveRequest.newBuilder().setID(lease).build());
        try {
            return answered.get(1, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            out.onCompleted();
        }
    }

    private record Heard(CompletableFuture<Boolean> answered)
            implements StreamObserver<LeaseKeepAliveResponse> {

        @Override
        public void onNext(LeaseKeepAliveResponse response) {
            answered.complete(response.getTTL() > 0);
        }

        @Override
        public void onError(Throwable failure) {
            answered.complete(false);
        }

        @Override
        public void onCompleted() {
            answered.complete(false);
        }
    }

    /** When the answer came that does not have the key any more. */
    private long awaitEnd(String key) {
        RangeRequest request = RangeRequest.newBuilder().setKey(Client.bytes(key)).build();
        while (kv().range(request).getCount() > 0) {
            Traffic.pause(50);
        }
        return System.nanoTime();
    }
}
