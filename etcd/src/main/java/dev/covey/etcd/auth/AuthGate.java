package dev.covey.etcd.auth;

import dev.covey.etcd.door.Caller;
import dev.covey.etcd.door.Gate;
import dev.covey.etcd.fault.EtcdFault;
import dev.covey.etcd.net.Shown;
import dev.covey.kv.Bytes;
import dev.covey.kv.Space;
import dev.covey.runtime.store.Row;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.View;
import java.util.List;
import java.util.Optional;

/** Judges callers by what this member knows of users and roles. */
public final class AuthGate implements Gate {

    private final Store store;
    private volatile Book latest;

    /** A gate over a store. */
    public AuthGate(Store store) {
        this.store = store;
        this.latest = Book.of(store.view());
    }

    /** Users and roles as this member knows them now. */
    Book book() {
        View view = store.view();
        long mod = view.get(Book.ROW.utf8()).map(Row::modRevision).orElse(0L);
        Book known = latest;
        if (known.mod() != mod) {
            known = Book.of(view);
            latest = known;
        }
        return known;
    }

    @Override
    public Caller caller() {
        Book book = book();
        return book.enabled() ? known(book) : Caller.ANYBODY;
    }

    private List<Bytes> keysOf(long lease) {
        return store.view().space(Space.USER).leases().keysOf(lease);
    }

    /** The caller by name; only while callers must say who they are. */
    Known known(Book book) {
        Shown shown = Shown.now();
        Optional<String> token = shown.token();
        String name =
                token.isPresent()
                        ? Token.name(token.get(), book)
                                .orElseThrow(EtcdFault.INVALID_AUTH_TOKEN::exception)
                        : shown.certified().orElseThrow(EtcdFault.USER_EMPTY::exception);
        User user = book.user(name).orElseThrow(EtcdFault.PERMISSION_DENIED::exception);
        return new Known(name, user, book, this::keysOf);
    }
}
