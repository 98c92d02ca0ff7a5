package dev.covey.etcd.auth;

import dev.covey.etcd.door.Caller;
import dev.covey.etcd.fault.EtcdFault;
import dev.covey.kv.Bytes;
import dev.covey.kv.Compare;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Op;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * A caller who has said who they are.
 *
 * @param keysOf the keys that hang on a lease: who hangs one more on it can let them all live on,
 *     and so must be allowed to write them
 */
record Known(String name, User user, Book book, LongFunction<List<Bytes>> keysOf)
        implements Caller {

    @Override
    public long asOf() {
        return book.judged();
    }

    @Override
    public void mayAdminister() {
        need(user.isRoot());
    }

    @Override
    public void mayRead(KeyRange keys) {
        need(user.isRoot() || Coverage.of(keys, granted(Grant::read)));
    }

    private void mayWrite(KeyRange keys) {
        need(user.isRoot() || Coverage.of(keys, granted(Grant::write)));
    }

    private List<KeyRange> granted(Predicate<Grant> what) {
        return user.roles().stream()
                .flatMap(role -> book.role(role).stream())
                .flatMap(role -> role.grants().stream())
                .filter(what)
                .map(Grant::keys)
                .toList();
    }

    @Override
    public void mayExecute(Op op) {
        switch (op) {
            case Op.Range range -> mayRead(range.keys());
            case Op.Put put -> mayPut(put);
            case Op.DeleteRange(KeyRange keys, boolean previous) -> {
                mayWrite(keys);
                if (previous) {
                    mayRead(keys);
                }
            }
            case Op.Txn txn -> {
                txn.compares().stream().map(Compare::keys).forEach(this::mayRead);
                txn.success().forEach(this::mayExecute);
                txn.failure().forEach(this::mayExecute);
            }
        }
    }

    private void mayPut(Op.Put put) {
        KeyRange key = KeyRange.single(put.key());
        mayWrite(key);
        if (put.previous()) {
            mayRead(key);
        }
        if (put.lease() != 0 && !user.isRoot()) {
            keysOf.apply(put.lease()).forEach(each -> mayWrite(KeyRange.single(each)));
        }
    }

    private static void need(boolean holds) {
        if (!holds) {
            throw EtcdFault.PERMISSION_DENIED.exception();
        }
    }
}
