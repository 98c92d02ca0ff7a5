package dev.covey.etcd.auth;

import dev.covey.etcd.door.Caller;
import dev.covey.etcd.door.Door;
import dev.covey.etcd.fault.EtcdFault;
import dev.covey.kv.Bytes;
import dev.covey.kv.Command;
import dev.covey.kv.Compare;
import dev.covey.kv.Op;
import dev.covey.kv.Result;
import dev.covey.kv.Space;
import dev.covey.runtime.store.View;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Changes users and roles: judged on a fresh view, written only if nobody was faster. */
final class Clerk {

    private static final int TRIES = 8;

    private final Door door;

    Clerk(Door door) {
        this.door = door;
    }

    /**
     * A change.
     *
     * @param enabled whether callers must say who they are from now on
     * @param ops on rows of users and roles; each row once
     */
    record Change(boolean enabled, List<Op> ops) {
        static Change of(Book book, Op... ops) {
            return new Change(book.enabled(), List.of(ops));
        }
    }

    static Op put(Bytes row, Bytes value) {
        return Op.Put.of(row, value);
    }

    static Op delete(Bytes row) {
        return Op.DeleteRange.of(dev.covey.kv.KeyRange.single(row));
    }

    /** {@code work} refuses by throwing; it may be asked several times. */
    CompletionStage<Void> change(Caller caller, Function<Book, Change> work) {
        return change(caller, work, TRIES);
    }

    private CompletionStage<Void> change(Caller caller, Function<Book, Change> work, int tries) {
        if (tries == 0) {
            return CompletableFuture.failedFuture(EtcdFault.TOO_MANY_REQUESTS.exception());
        }
        return door.view(caller)
                .thenCompose(view -> write(caller, view, work))
                .thenCompose(
                        written ->
                                written
                                        ? CompletableFuture.completedFuture(null)
                                        : change(caller, work, tries - 1));
    }

    private CompletionStage<Boolean> write(Caller caller, View view, Function<Book, Change> work) {
        Book book = Book.of(view);
        Change change = work.apply(book);
        List<Op> ops = new ArrayList<>(change.ops());
        ops.add(put(Book.ROW, Book.row(change.enabled(), book.revision() + 1)));
        ops.add(change.enabled() ? put(Caller.ROW, Bytes.EMPTY) : delete(Caller.ROW));
        Compare unchanged = Compare.mod(Book.ROW, book.mod());
        Op txn = new Op.Txn(List.of(unchanged), ops, List.of());
        return door.write(caller, new Command.Execute(Space.SYSTEM, txn))
                .thenApply(done -> ((Result.Decided) done.result()).succeeded());
    }
}
