package dev.covey.etcd.watch;

import dev.covey.etcd.door.Backend;
import dev.covey.etcd.door.Gate;
import dev.covey.etcd.door.Headers;
import dev.covey.etcd.v3.WatchGrpc;
import dev.covey.etcd.v3.WatchRequest;
import dev.covey.etcd.v3.WatchResponse;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.task.Tasks;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;

/** Watches. */
public final class WatchCalls extends WatchGrpc.WatchImplBase {

    private final Surroundings around;

    /**
     * What a stream needs.
     *
     * @param notices how often a watch that wants it is told how far it is, if nothing happens
     */
    record Surroundings(Store store, Headers headers, Gate gate, Tasks tasks, Duration notices) {}

    /** The watches of a member; {@code notices} is how often idle watches are told how far. */
    public WatchCalls(Backend backend, Headers headers, Gate gate, Duration notices) {
        around =
                new Surroundings(
                        backend.store(), headers, gate, backend.machine().tasks(), notices);
    }

    @Override
    public StreamObserver<WatchRequest> watch(StreamObserver<WatchResponse> call) {
        return new WatchStream(
                around,
                around.gate().caller(),
                new Outlet((ServerCallStreamObserver<WatchResponse>) call));
    }
}
