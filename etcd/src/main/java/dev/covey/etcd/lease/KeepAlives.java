package dev.covey.etcd.lease;

import dev.covey.etcd.door.Calls;
import dev.covey.etcd.v3.LeaseKeepAliveRequest;
import dev.covey.etcd.v3.LeaseKeepAliveResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One client's stream of signs of life: answered one after the other, in order, and the next is
 * taken from the network only when the one before is answered.
 */
final class KeepAlives implements StreamObserver<LeaseKeepAliveRequest> {

    private final LongFunction<CompletionStage<LeaseKeepAliveResponse>> leader;
    private final ServerCallStreamObserver<LeaseKeepAliveResponse> call;
    private boolean waiting;
    private boolean completed;
    private boolean ended;

    KeepAlives(
            LongFunction<CompletionStage<LeaseKeepAliveResponse>> leader,
            StreamObserver<LeaseKeepAliveResponse> call) {
        this.leader = leader;
        this.call = (ServerCallStreamObserver<LeaseKeepAliveResponse>) call;
        this.call.disableAutoRequest();
        this.call.setOnCancelHandler(this::cancelled);
        this.call.request(1);
    }

    private synchronized void cancelled() {
        ended = true;
    }

    @Override
    public synchronized void onNext(LeaseKeepAliveRequest asked) {
        waiting = true;
        leader.apply(asked.getID()).whenComplete(this::answered);
    }

    private synchronized void answered(
            @Nullable LeaseKeepAliveResponse answer, @Nullable Throwable failure) {
        waiting = false;
        if (ended) {
            return;
        }
        if (answer == null) {
            ended = true;
            Calls.fail(call, failure == null ? new IllegalStateException("no answer") : failure);
            return;
        }
        call.onNext(answer);
        call.request(1);
        endIfDone();
    }

    private void endIfDone() {
        if (completed && !waiting && !ended) {
            ended = true;
            call.onCompleted();
        }
    }

    @Override
    public synchronized void onError(Throwable failure) {
        ended = true;
    }

    @Override
    public synchronized void onCompleted() {
        completed = true;
        endIfDone();
    }
}
