package dev.covey.etcd.door;

import dev.covey.etcd.fault.EtcdFault;
import dev.covey.etcd.fault.Faults;
import dev.covey.etcd.net.Repeatable;
import dev.covey.kv.Command;
import dev.covey.kv.Refusal;
import dev.covey.kv.Reply;
import dev.covey.kv.Request;
import dev.covey.kv.RequestId;
import dev.covey.kv.codec.ReplyCodec;
import dev.covey.kv.codec.RequestCodec;
import dev.covey.kv.machine.RequestCheck;
import dev.covey.runtime.store.Answer;
import dev.covey.runtime.store.Row;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.UnavailableException;
import dev.covey.runtime.store.View;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The way to the store. Everything fails with etcd's errors. Safe for use by many threads; nothing
 * blocks.
 */
public final class Door {

    /** Apart from those who call Covey itself. */
    private static final String CLIENTS = "etcd:";

    private static final String ROW = Caller.ROW.utf8();

    private final Store store;
    private final Desk desk;

    /** What came of a try on this member: a reply, or why there is none. */
    private record Tried(@Nullable Reply reply, Heard otherwise) {
        Heard heard() {
            return reply == null ? otherwise : new Heard.Answered(ReplyCodec.encode(reply));
        }
    }

    /** The door of a member; answers on {@link Subject#EXECUTE} at its desk. */
    public Door(Backend backend, Desk desk) {
        this.store = backend.store();
        this.desk = desk;
        desk.on(
                Subject.EXECUTE,
                question -> attempt(RequestCodec.decode(question)).thenApply(Tried::heard));
    }

    /** The store itself. */
    public Store store() {
        return store;
    }

    /** A view that holds everything answered before, or whatever this member has. */
    public CompletionStage<View> view(boolean confirmed) {
        return confirmed ? store.confirmedView() : CompletableFuture.completedFuture(store.view());
    }

    /** A view that holds everything answered before, if the caller is judged as it says. */
    public CompletionStage<View> view(Caller caller) {
        return view(true)
                .thenApply(
                        view -> {
                            long now = view.get(ROW).map(Row::modRevision).orElse(0L);
                            if (now != caller.asOf()) {
                                throw EtcdFault.AUTH_OLD_REVISION.exception();
                            }
                            return view;
                        });
    }

    /**
     * Puts a command through the log that is refused if the caller is judged otherwise by then; at
     * most once if the call that is being begun on this thread has a {@link Repeatable}.
     */
    public CompletionStage<Reply.Applied> write(Caller caller, Command command) {
        RequestId id =
                Repeatable.now().map(asked -> requestId(asked, caller, command)).orElse(null);
        Command guarded = new Command.Guarded(Caller.ROW, caller.asOf(), command);
        return write(new Request(id, null, Request.Origin.NONE, guarded));
    }

    private static RequestId requestId(Repeatable asked, Caller caller, Command command) {
        byte[] body = RequestCodec.encode(Request.of(command));
        return RequestId.of(CLIENTS + caller.name(), asked.id(), body, asked.since());
    }

    /** Puts a command through the log, wherever its leader is. */
    public CompletionStage<Reply.Applied> write(Command command) {
        return write(Request.of(command));
    }

    /** Puts a request through the log, wherever its leader is. */
    public CompletionStage<Reply.Applied> write(Request request) {
        Refusal refusal = refusal(request.command());
        if (refusal != null) {
            return failed(Faults.of(refusal));
        }
        return store.leadership().standing().isActive()
                ? attempt(request).thenCompose(tried -> orAnywhere(request, tried))
                : anywhere(request);
    }

    private static @Nullable Refusal refusal(Command command) {
        return switch (command) {
            case Command.Execute(var _, var op) -> RequestCheck.refusal(op);
            case Command.Guarded(var _, var _, var guarded) -> refusal(guarded);
            default -> null;
        };
    }

    private CompletionStage<Reply.Applied> orAnywhere(Request request, Tried tried) {
        Reply reply = tried.reply();
        if (reply != null) {
            return CompletableFuture.completedFuture(applied(reply));
        }
        return switch (tried.otherwise()) {
            case Heard.Elsewhere _ -> anywhere(request);
            case Heard.Busy _ -> failed(EtcdFault.TOO_MANY_REQUESTS);
            case Heard.Answered _, Heard.Unknown _ -> failed(EtcdFault.UNKNOWN_OUTCOME);
        };
    }

    private CompletionStage<Reply.Applied> anywhere(Request request) {
        return desk.ask(Subject.EXECUTE, RequestCodec.encode(request))
                .thenApply(answer -> applied(ReplyCodec.decode(answer)));
    }

    private CompletionStage<Tried> attempt(Request request) {
        return store.execute(request).handle(Door::tried);
    }

    private static Tried tried(@Nullable Answer answer, @Nullable Throwable failure) {
        return switch (answer) {
            case null -> new Tried(null, isBusy(failure) ? new Heard.Busy() : new Heard.Unknown());
            case Answer.Replied(var reply) -> new Tried(reply, new Heard.Unknown());
            case Answer.NotLeader _ -> new Tried(null, new Heard.Elsewhere());
            case Answer.Unknown _ -> new Tried(null, new Heard.Unknown());
        };
    }

    private static boolean isBusy(@Nullable Throwable failure) {
        return failure instanceof UnavailableException
                || (failure instanceof CompletionException
                        && failure.getCause() instanceof UnavailableException);
    }

    private static Reply.Applied applied(Reply reply) {
        return switch (reply) {
            case Reply.Applied applied -> applied;
            case Reply.Refused(var refusal) -> throw Faults.of(refusal).exception();
            case Reply.Forgotten _ -> throw EtcdFault.UNKNOWN_OUTCOME.exception();
        };
    }

    private static <T> CompletionStage<T> failed(EtcdFault fault) {
        return CompletableFuture.failedFuture(fault.exception());
    }
}
