package dev.covey.etcd.turn;

import dev.covey.etcd.door.Backend;
import dev.covey.etcd.door.Caller;
import dev.covey.etcd.door.Calls;
import dev.covey.etcd.door.Door;
import dev.covey.etcd.door.Gate;
import dev.covey.etcd.door.Headers;
import dev.covey.etcd.shape.Shapes;
import dev.covey.etcd.v3.lock.LockGrpc;
import dev.covey.etcd.v3.lock.LockRequest;
import dev.covey.etcd.v3.lock.LockResponse;
import dev.covey.etcd.v3.lock.UnlockRequest;
import dev.covey.etcd.v3.lock.UnlockResponse;
import dev.covey.kv.Bytes;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Op;
import dev.covey.kv.Space;
import io.grpc.stub.StreamObserver;

/** Locks: whose turn it is holds the lock. */
public final class LockCalls extends LockGrpc.LockImplBase {

    private final Door door;
    private final Headers headers;
    private final Gate gate;
    private final Turns turns;

    /** Locks are keys of the user space; {@code gate} says who may write them. */
    public LockCalls(Backend backend, Door door, Headers headers, Gate gate) {
        this.door = door;
        this.headers = headers;
        this.gate = gate;
        this.turns = new Turns(door, backend.machine().ids());
    }

    @Override
    public void lock(LockRequest asked, StreamObserver<LockResponse> call) {
        Calls.answer(
                call,
                () -> {
                    Caller caller = gate.caller();
                    Bytes name = Shapes.bytes(asked.getName());
                    return turns.take(
                                    new Turns.Bid(caller, name, asked.getLease(), Bytes.EMPTY),
                                    call)
                            .thenApply(this::locked);
                });
    }

    private LockResponse locked(Turns.Had had) {
        return LockResponse.newBuilder()
                .setHeader(headers.at(door.store().view().revision(Space.USER)))
                .setKey(Shapes.bytes(had.place().key()))
                .build();
    }

    @Override
    public void unlock(UnlockRequest asked, StreamObserver<UnlockResponse> call) {
        Calls.answer(
                call,
                () -> {
                    KeyRange key = KeyRange.single(Shapes.bytes(asked.getKey()));
                    return turns.execute(gate.caller(), Op.DeleteRange.of(key))
                            .thenApply(
                                    done ->
                                            Headers.alone(
                                                    headers.at(done.revision()),
                                                    UnlockResponse.getDefaultInstance()));
                });
    }
}
