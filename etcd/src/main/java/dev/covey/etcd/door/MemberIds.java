package dev.covey.etcd.door;

import dev.covey.kv.RequestId;
import java.nio.charset.StandardCharsets;

/** The numbers under which etcd's clients know clusters and members. */
public final class MemberIds {

    /** The number of a cluster or a node: the beginning of the SHA-256 of its id, never 0. */
    public static long of(String id) {
        long number = RequestId.fingerprint(id.getBytes(StandardCharsets.UTF_8));
        return number == 0 ? 1 : number;
    }

    private MemberIds() {}
}
