package dev.covey.etcd.turn;

import dev.covey.etcd.door.Caller;
import dev.covey.etcd.door.Door;
import dev.covey.etcd.lease.LeaseCalls;
import dev.covey.kv.Bytes;
import dev.covey.kv.Command;
import dev.covey.kv.Compare;
import dev.covey.kv.KeyRange;
import dev.covey.kv.KeyValue;
import dev.covey.kv.Op;
import dev.covey.kv.Reply;
import dev.covey.kv.Result;
import dev.covey.kv.Space;
import dev.covey.runtime.ids.Ids;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The queues of all names. Safe for use by many threads. */
final class Turns {

    /** Of who brings no lease, as with etcd: so long it has its turn, whatever becomes of it. */
    private static final long SECONDS_WITHOUT_LEASE = 60;

    private final Door door;
    private final Ids ids;

    Turns(Door door, Ids ids) {
        this.door = door;
        this.ids = ids;
    }

    /**
     * What somebody comes with.
     *
     * @param lease 0 for one that is made for this
     * @param value what stands under the key
     */
    record Bid(Caller caller, Bytes name, long lease, Bytes value) {}

    /** A turn that has come, and the lease that it lasts with. */
    record Had(Place place, long lease) {}

    /** Waits for a turn. Who hangs up before it has come leaves the queue. */
    CompletionStage<Had> take(Bid bid, StreamObserver<?> call) {
        CompletableFuture<Void> hungUp = new CompletableFuture<>();
        ((ServerCallStreamObserver<?>) call).setOnCancelHandler(() -> hungUp.complete(null));
        return leased(bid)
                .thenCompose(
                        ready ->
                                entered(ready)
                                        .thenCompose(place -> awaited(ready, place, hungUp))
                                        .thenApply(place -> new Had(place, ready.lease())));
    }

    private CompletionStage<Bid> leased(Bid bid) {
        if (bid.lease() != 0) {
            return CompletableFuture.completedFuture(bid);
        }
        long lease = LeaseCalls.freshNumber(ids);
        return door.write(new Command.GrantLease(Space.USER, lease, SECONDS_WITHOUT_LEASE))
                .thenApply(_ -> new Bid(bid.caller(), bid.name(), lease, bid.value()));
    }

    /** Who is in the queue already keeps its place and may change what it says. */
    private CompletionStage<Place> entered(Bid bid) {
        Bytes key = Place.key(bid.name(), bid.lease());
        Op put = new Op.Put(key, bid.value(), bid.lease(), false, false, false);
        Compare fresh =
                new Compare.Field(
                        KeyRange.single(key),
                        Compare.Relation.EQUAL,
                        new Compare.Operand.Create(0));
        Op look = Op.Range.of(KeyRange.single(key));
        Op.Txn txn = new Op.Txn(List.of(fresh), List.of(put), List.of(look));
        return execute(bid.caller(), txn).thenCompose(done -> placed(bid, key, put, done));
    }

    private CompletionStage<Place> placed(Bid bid, Bytes key, Op put, Reply.Applied done) {
        Result.Decided decided = (Result.Decided) done.result();
        if (decided.succeeded()) {
            return CompletableFuture.completedFuture(new Place(key, done.revision()));
        }
        KeyValue found = ((Result.Found) decided.results().getFirst()).keys().getFirst();
        Place place = new Place(key, found.createRevision());
        return found.value().equals(bid.value())
                ? CompletableFuture.completedFuture(place)
                : execute(bid.caller(), place.ifHeld(put)).thenApply(_ -> place);
    }

    private CompletionStage<Place> awaited(Bid bid, Place place, CompletableFuture<Void> hungUp) {
        CompletableFuture<Place> come = new Turn(door, bid.name(), place).come();
        var _ = hungUp.thenRun(() -> come.cancel(false));
        return come.handle(
                        (had, failure) ->
                                failure == null
                                        ? CompletableFuture.completedStage(had)
                                        : left(place, failure))
                .thenCompose(Function.identity());
    }

    private CompletionStage<Place> left(Place place, Throwable why) {
        Op delete = Op.DeleteRange.of(KeyRange.single(place.key()));
        return door.write(new Command.Execute(Space.USER, place.ifHeld(delete)))
                .handle((_, _) -> CompletableFuture.<Place>failedStage(why))
                .thenCompose(Function.identity());
    }

    /** Does something that a caller may do. */
    CompletionStage<Reply.Applied> execute(Caller caller, Op op) {
        caller.mayExecute(op);
        return door.write(caller, new Command.Execute(Space.USER, op));
    }
}
