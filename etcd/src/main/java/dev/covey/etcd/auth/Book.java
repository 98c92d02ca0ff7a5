package dev.covey.etcd.auth;

import dev.covey.etcd.door.Caller;
import dev.covey.kv.Bytes;
import dev.covey.kv.Limits;
import dev.covey.kv.codec.Decoder;
import dev.covey.kv.codec.Encoder;
import dev.covey.runtime.store.Row;
import dev.covey.runtime.store.View;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All users and roles at one moment. Immutable.
 *
 * @param enabled whether callers must say who they are
 * @param revision rises with every change of users, roles or this
 * @param mod the modification revision of the row that says so; 0 if there is none
 * @param judged that of {@link Caller#ROW}
 */
record Book(
        boolean enabled,
        long revision,
        long mod,
        long judged,
        Map<String, User> users,
        Map<String, Role> roles) {

    /** The row that every change touches. */
    static final Bytes ROW = Bytes.of("e/auth");

    private static final String USERS = "e/user/";
    private static final String ROLES = "e/role/";

    Book {
        users = new TreeMap<>(users);
        roles = new TreeMap<>(roles);
    }

    /** As a view has it. */
    static Book of(View view) {
        Optional<Row> row = view.get(ROW.utf8());
        Decoder in = new Decoder(row.map(Row::value).orElse(new byte[] {0, 1}));
        boolean enabled = in.flag();
        long revision = in.natural();
        Map<String, User> users = new TreeMap<>();
        view.list(USERS).forEach(each -> users.put(name(each, USERS), User.decoded(each.value())));
        Map<String, Role> roles = new TreeMap<>();
        view.list(ROLES).forEach(each -> roles.put(name(each, ROLES), Role.decoded(each.value())));
        long mod = row.map(Row::modRevision).orElse(0L);
        long judged = view.get(Caller.ROW.utf8()).map(Row::modRevision).orElse(0L);
        return new Book(enabled, revision, mod, judged, users, roles);
    }

    private static String name(Row row, String prefix) {
        return row.key().substring(prefix.length());
    }

    /** The row of a user. */
    static Bytes userRow(String name) {
        return Bytes.of(USERS + bounded(name));
    }

    /** The row of a role. */
    static Bytes roleRow(String name) {
        return Bytes.of(ROLES + bounded(name));
    }

    private static String bounded(String name) {
        if (Bytes.of(name).length() > Limits.MAX_NAME_BYTES) {
            throw dev.covey.etcd.fault.EtcdFault.REQUEST_TOO_LARGE.exception();
        }
        return name;
    }

    /** What the row of the next revision holds. */
    static Bytes row(boolean enabled, long revision) {
        return Bytes.wrap(new Encoder().flag(enabled).number(revision).toArray());
    }

    Optional<User> user(String name) {
        return Optional.ofNullable(users.get(name));
    }

    Optional<Role> role(String name) {
        return Optional.ofNullable(roles.get(name));
    }
}
