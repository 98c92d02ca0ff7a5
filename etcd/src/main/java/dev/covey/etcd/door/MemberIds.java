package dev.covey.etcd.door;

import dev.covey.kv.RequestId;
import dev.covey.runtime.quorum.PeerIds;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The numbers under which etcd's clients know clusters and members. */
public final class MemberIds {

    private static final Pattern NUMBER = Pattern.compile("[0-9a-f]{16}[0-9]*");
    private static final int DIGITS = 16;

    /**
     * The number of a cluster or a node: the beginning of the SHA-256 of its id, never 0. That of a
     * member that was added stands in its id, so that it is known before the rest of the id is.
     */
    public static long of(String id) {
        String mark = PeerIds.mark(id);
        if (NUMBER.matcher(mark).matches()) {
            return Long.parseUnsignedLong(mark.substring(0, DIGITS), DIGITS);
        }
        long number = RequestId.fingerprint(id.getBytes(StandardCharsets.UTF_8));
        return number == 0 ? 1 : number;
    }

    private MemberIds() {}
}
