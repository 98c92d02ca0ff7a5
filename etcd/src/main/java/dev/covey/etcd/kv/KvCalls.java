package dev.covey.etcd.kv;

import dev.covey.etcd.door.Caller;
import dev.covey.etcd.door.Calls;
import dev.covey.etcd.door.Door;
import dev.covey.etcd.door.Gate;
import dev.covey.etcd.door.Headers;
import dev.covey.etcd.fault.Faults;
import dev.covey.etcd.room.Room;
import dev.covey.etcd.room.Tenant;
import dev.covey.etcd.shape.Answered;
import dev.covey.etcd.shape.Asked;
import dev.covey.etcd.v3.CompactionRequest;
import dev.covey.etcd.v3.CompactionResponse;
import dev.covey.etcd.v3.DeleteRangeRequest;
import dev.covey.etcd.v3.DeleteRangeResponse;
import dev.covey.etcd.v3.KVGrpc;
import dev.covey.etcd.v3.PutRequest;
import dev.covey.etcd.v3.PutResponse;
import dev.covey.etcd.v3.RangeRequest;
import dev.covey.etcd.v3.RangeResponse;
import dev.covey.etcd.v3.RequestOp;
import dev.covey.etcd.v3.ResponseHeader;
import dev.covey.etcd.v3.TxnRequest;
import dev.covey.etcd.v3.TxnResponse;
import dev.covey.kv.Command;
import dev.covey.kv.Op;
import dev.covey.kv.Reply;
import dev.covey.kv.Result;
import dev.covey.kv.Space;
import dev.covey.runtime.store.View;
import dev.covey.runtime.task.Tasks;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Keys and values. */
public final class KvCalls extends KVGrpc.KVImplBase {

    private final Door door;
    private final Headers headers;
    private final Gate gate;
    private final Tasks tasks;

    /** Serves through a door; {@code gate} says who may what. */
    public KvCalls(Door door, Headers headers, Gate gate, Tasks tasks) {
        this.door = door;
        this.headers = headers;
        this.gate = gate;
        this.tasks = tasks;
    }

    @Override
    public void range(RangeRequest asked, StreamObserver<RangeResponse> call) {
        Calls.answer(
                call,
                () -> {
                    Op.Range op = Asked.range(asked);
                    return read(asked.getSerializable(), op, Answered::range);
                });
    }

    /** A read may be long: where it need not wait for anybody, it gets a thread of its own. */
    private <A> CompletionStage<A> read(
            boolean local, Op op, BiFunction<ResponseHeader, Result, A> shape) {
        Caller caller = gate.caller();
        caller.mayExecute(op);
        Tenant tenant = Tenant.now();
        return local
                ? door.view(false).thenComposeAsync(view -> roomy(tenant, view, op, shape), tasks)
                : door.view(caller).thenCompose(view -> roomy(tenant, view, op, shape));
    }

    /** A large answer takes memory already while it is made, so it first waits for room. */
    private <A> CompletionStage<A> roomy(
            @Nullable Tenant tenant,
            View view,
            Op op,
            BiFunction<ResponseHeader, Result, A> shape) {
        CompletableFuture<A> answer = new CompletableFuture<>();
        long bytes = Weight.of(view, op);
        if (tenant == null || bytes < Room.SMALL) {
            answer.complete(found(view, op, shape));
        } else {
            tenant.whenRoom(bytes, () -> answer.completeAsync(() -> found(view, op, shape), tasks));
        }
        return answer;
    }

    private <A> A found(View view, Op op, BiFunction<ResponseHeader, Result, A> shape) {
        return switch (view.query(Space.USER, op)) {
            case Reply.Applied(long revision, Result result, boolean _) ->
                    shape.apply(headers.at(revision), result);
            case Reply.Refused(var refusal) -> throw Faults.of(refusal).exception();
            case Reply.Forgotten _ -> throw new IllegalStateException("a read has no id");
        };
    }

    @Override
    public void put(PutRequest asked, StreamObserver<PutResponse> call) {
        Calls.answer(call, () -> write(Asked.put(asked), Answered::put));
    }

    @Override
    public void deleteRange(DeleteRangeRequest asked, StreamObserver<DeleteRangeResponse> call) {
        Calls.answer(call, () -> write(Asked.delete(asked), Answered::delete));
    }

    private <A> CompletionStage<A> write(Op op, BiFunction<ResponseHeader, Result, A> shape) {
        Caller caller = gate.caller();
        caller.mayExecute(op);
        return door.write(caller, new Command.Execute(Space.USER, op))
                .thenApply(done -> shape.apply(headers.at(done.revision()), done.result()));
    }

    @Override
    public void txn(TxnRequest asked, StreamObserver<TxnResponse> call) {
        Calls.answer(
                call,
                () -> {
                    Op.Txn op = Asked.txn(asked);
                    if (!Asked.onlyReads(op)) {
                        return write(op, Answered::txn);
                    }
                    return read(isSerializable(asked), op, Answered::txn);
                });
    }

    private static boolean isSerializable(TxnRequest asked) {
        return allSerializable(asked.getSuccessList()) && allSerializable(asked.getFailureList());
    }

    private static boolean allSerializable(List<RequestOp> ops) {
        return ops.stream().allMatch(op -> op.getRequestRange().getSerializable());
    }

    @Override
    public void compact(CompactionRequest asked, StreamObserver<CompactionResponse> call) {
        Calls.answer(
                call,
                () -> {
                    gate.caller();
                    return door.write(new Command.Compact(Space.USER, asked.getRevision()))
                            .thenApply(
                                    done ->
                                            Headers.alone(
                                                    headers.at(done.revision()),
                                                    CompactionResponse.getDefaultInstance()));
                });
    }
}
