package dev.covey.etcd.member;

import dev.covey.kv.codec.Decoder;
import dev.covey.kv.codec.Encoder;
import dev.covey.model.Endpoint;
import dev.covey.runtime.quorum.PeerSpec;
import java.util.List;

/**
 * A change of who the members are, as it goes to the leader.
 *
 * @param member the number under which clients know it
 * @param addresses not of {@link Kind#REMOVE} and {@link Kind#PROMOTE}
 */
record Change(Kind kind, long member, List<Endpoint> addresses) {

    private static final int LONGEST = 256;

    /** The place in this list goes over the wire: add at the end only. */
    private static final List<Kind> KINDS =
            List.of(Kind.REMOVE, Kind.PROMOTE, Kind.READDRESS, Kind.ADD, Kind.ADD_LEARNER);

    /** What is to be done. */
    enum Kind {
        REMOVE,
        PROMOTE,
        READDRESS,
        ADD,
        ADD_LEARNER
    }

    Change {
        addresses = List.copyOf(addresses);
    }

    byte[] encoded() {
        return new Encoder()
                .octet(KINDS.indexOf(kind))
                .fixed64(member)
                .list(addresses, (out, at) -> out.text(at.host(), LONGEST).number(at.port()))
                .toArray();
    }

    static Change decoded(byte[] bytes) {
        Decoder in = new Decoder(bytes);
        Kind kind = KINDS.get(in.number(0, KINDS.size() - 1));
        long member = in.fixed64();
        List<Endpoint> addresses =
                in.list(part -> new Endpoint(part.text(LONGEST), part.number(1, 65_535)));
        if (addresses.size() > PeerSpec.MOST_ADDRESSES) {
            throw new IllegalArgumentException("too many addresses");
        }
        return new Change(kind, member, addresses);
    }
}
