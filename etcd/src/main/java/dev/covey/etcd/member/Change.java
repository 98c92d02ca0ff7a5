package dev.covey.etcd.member;

import dev.covey.kv.codec.Decoder;
import dev.covey.kv.codec.Encoder;
import dev.covey.model.Endpoint;
import dev.covey.runtime.quorum.PeerSpec;
import java.util.List;

/**
 * A change of who the members are, as it goes to the leader.
 *
 * @param addresses only of {@link Kind#READDRESS}
 */
record Change(Kind kind, String node, List<Endpoint> addresses) {

    private static final int LONGEST = 256;

    /** The place in this list goes over the wire: add at the end only. */
    private static final List<Kind> KINDS = List.of(Kind.REMOVE, Kind.PROMOTE, Kind.READDRESS);

    /** What is to be done. */
    enum Kind {
        REMOVE,
        PROMOTE,
        READDRESS
    }

    Change {
        addresses = List.copyOf(addresses);
    }

    byte[] encoded() {
        return new Encoder()
                .octet(KINDS.indexOf(kind))
                .text(node, LONGEST)
                .list(addresses, (out, at) -> out.text(at.host(), LONGEST).number(at.port()))
                .toArray();
    }

    static Change decoded(byte[] bytes) {
        Decoder in = new Decoder(bytes);
        Kind kind = KINDS.get(in.number(0, KINDS.size() - 1));
        String node = in.text(LONGEST);
        List<Endpoint> addresses =
                in.list(part -> new Endpoint(part.text(LONGEST), part.number(1, 65_535)));
        if (addresses.size() > PeerSpec.MOST_ADDRESSES) {
            throw new IllegalArgumentException("too many addresses");
        }
        return new Change(kind, node, addresses);
    }
}
