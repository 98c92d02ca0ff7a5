package dev.covey.master.dispatch;

import dev.covey.wire.SetHash;
import dev.covey.wire.v1.Item;
import dev.covey.wire.v1.UserItem;

/**
 * A user as far as agents and counting are concerned.
 *
 * @param specRevision of the row it was made from
 * @param credential empty if it cannot be opened
 * @param expiresAtMillis cluster time; 0 for never
 * @param allowed whether nodes are told of it
 * @param limit in weighted bytes of the counter, offset included; 0 for none
 * @param hash of its item
 */
record Account(
        String id,
        long specRevision,
        long number,
        Access access,
        String credential,
        long expiresAtMillis,
        boolean allowed,
        long limit,
        SetHash hash) {
    static String key(long number) {
        return "user/" + number;
    }

    static Item item(long number, Access access, String credential, long expiresAtMillis) {
        return Item.newBuilder()
                .setKey(key(number))
                .setUser(
                        UserItem.newBuilder()
                                .setNumber(number)
                                .setCredential(credential)
                                .addAllRoutes(access.routes())
                                .setExpiresAtMillis(expiresAtMillis))
                .build();
    }

    Item item() {
        return item(number, access, credential, expiresAtMillis);
    }

    /** Whether its credential is known: no node can be told of it otherwise. */
    boolean isWhole() {
        return !credential.isEmpty();
    }

    Account allowed(boolean now) {
        return new Account(
                id, specRevision, number, access, credential, expiresAtMillis, now, limit, hash);
    }

    /** What it adds to the hash of a node's set: nothing where it is not allowed. */
    SetHash shareOf(NodeSet node) {
        return allowed && access.reaches(node) ? hash : SetHash.EMPTY;
    }

    /** Never the credential. */
    @Override
    public String toString() {
        return "Account[" + number + "]";
    }
}
