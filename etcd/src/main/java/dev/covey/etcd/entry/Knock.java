package dev.covey.etcd.entry;

import dev.covey.kv.codec.Decoder;
import dev.covey.kv.codec.Encoder;
import dev.covey.model.Endpoint;
import dev.covey.runtime.quorum.PeerSpec;
import java.util.List;

/**
 * What a member says that asks to be let in, or whether it is in.
 *
 * @param peer its id; empty if its directory is
 * @param arrival what it calls this coming; another one each time that its directory was empty
 * @param addresses where it listens for members
 * @param applied the last entry of the log that it has applied
 */
public record Knock(String peer, String arrival, List<Endpoint> addresses, long applied) {

    private static final int LONGEST = 256;

    /** Checks and copies the list. */
    public Knock {
        addresses = List.copyOf(addresses);
        if (addresses.size() > PeerSpec.MOST_ADDRESSES) {
            throw new IllegalArgumentException("too many addresses");
        }
    }

    /** As bytes. */
    public byte[] encoded() {
        return new Encoder()
                .text(peer, LONGEST)
                .text(arrival, LONGEST)
                .list(addresses, (out, at) -> out.text(at.host(), LONGEST).number(at.port()))
                .number(applied)
                .toArray();
    }

    /** Reads the bytes. */
    static Knock decoded(Decoder in) {
        return new Knock(
                in.text(LONGEST),
                in.text(LONGEST),
                in.list(part -> new Endpoint(part.text(LONGEST), part.number(1, 65_535))),
                in.number());
    }
}
