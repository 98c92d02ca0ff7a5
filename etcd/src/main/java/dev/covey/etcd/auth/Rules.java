package dev.covey.etcd.auth;

import dev.covey.etcd.auth.Clerk.Change;
import dev.covey.etcd.fault.EtcdFault;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What may be done to users and roles, and what it changes (etcd, {@code auth/store.go}). */
final class Rules {

    static Change enable(Book book) {
        User root = book.user(User.ROOT).orElseThrow(EtcdFault.ROOT_USER_MISSING::exception);
        need(root.isRoot(), EtcdFault.ROOT_ROLE_MISSING);
        return new Change(true, List.of());
    }

    static Change disable(Book book) {
        return new Change(false, List.of());
    }

    static Change addUser(Book book, String name, Optional<Password> password) {
        need(!name.isEmpty(), EtcdFault.USER_EMPTY);
        need(book.user(name).isEmpty(), EtcdFault.USER_EXISTS);
        return Change.of(book, put(name, new User(List.of(), password)));
    }

    static Change deleteUser(Book book, String name) {
        need(!(book.enabled() && name.equals(User.ROOT)), EtcdFault.INVALID_AUTH_MANAGEMENT);
        user(book, name);
        return Change.of(book, Clerk.delete(Book.userRow(name)));
    }

    static Change setPassword(Book book, String name, Optional<Password> password) {
        return Change.of(book, put(name, new User(user(book, name).roles(), password)));
    }

    static Change grantRole(Book book, String name, String role) {
        User user = user(book, name);
        if (!role.equals(Role.ROOT)) {
            role(book, role);
        }
        return Change.of(book, put(name, user.withRole(role)));
    }

    static Change revokeRole(Book book, String name, String role) {
        boolean last = name.equals(User.ROOT) && role.equals(Role.ROOT);
        need(!(book.enabled() && last), EtcdFault.INVALID_AUTH_MANAGEMENT);
        User user = user(book, name);
        need(user.roles().contains(role), EtcdFault.ROLE_NOT_GRANTED);
        return Change.of(book, put(name, user.withoutRole(role)));
    }

    static Change addRole(Book book, String name) {
        need(!name.isEmpty(), EtcdFault.ROLE_EMPTY);
        need(book.role(name).isEmpty(), EtcdFault.ROLE_EXISTS);
        return Change.of(book, Clerk.put(Book.roleRow(name), Role.EMPTY.encoded()));
    }

    /** The role is taken from everybody who has it. */
    static Change deleteRole(Book book, String name) {
        need(!(book.enabled() && name.equals(Role.ROOT)), EtcdFault.INVALID_AUTH_MANAGEMENT);
        role(book, name);
        List<Op> ops = new ArrayList<>(List.of(Clerk.delete(Book.roleRow(name))));
        book.users()
                .forEach(
                        (each, user) -> {
                            if (user.roles().contains(name)) {
                                ops.add(put(each, user.withoutRole(name)));
                            }
                        });
        return new Change(book.enabled(), ops);
    }

    static Change grant(Book book, String name, Grant grant) {
        Role role = role(book, name);
        return Change.of(book, Clerk.put(Book.roleRow(name), role.with(grant).encoded()));
    }

    static Change revoke(Book book, String name, KeyRange keys) {
        Role role = role(book, name);
        need(role.has(keys), EtcdFault.PERMISSION_NOT_GRANTED);
        return Change.of(book, Clerk.put(Book.roleRow(name), role.without(keys).encoded()));
    }

    private static Op put(String name, User user) {
        return Clerk.put(Book.userRow(name), user.encoded());
    }

    static User user(Book book, String name) {
        return book.user(name).orElseThrow(EtcdFault.USER_NOT_FOUND::exception);
    }

    static Role role(Book book, String name) {
        return book.role(name).orElseThrow(EtcdFault.ROLE_NOT_FOUND::exception);
    }

    private static void need(boolean holds, EtcdFault otherwise) {
        if (!holds) {
            throw otherwise.exception();
        }
    }

    private Rules() {}
}
