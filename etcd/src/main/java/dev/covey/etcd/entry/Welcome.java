package dev.covey.etcd.entry;

import dev.covey.kv.codec.Decoder;
import dev.covey.kv.codec.Encoder;

/** What a member hears that knocked. */
public sealed interface Welcome {

    /** It is to start with this id, in this cluster. */
    record Become(String cluster, String peer) implements Welcome {}

    /** It is what it should be. */
    record Settled() implements Welcome {}

    /** It is to go on and to ask again. */
    record Waiting(String why) implements Welcome {}

    /** It is a founder that was never here: it may begin with an empty directory. */
    record Expected() implements Welcome {}

    /** Its id was taken away. */
    record Removed(String why) implements Welcome {}

    /** It is not let in. */
    record Refused(String why) implements Welcome {}

    /** How long a reason may be, in bytes. */
    int LONGEST = 4096;

    /** As bytes. */
    default byte[] encoded() {
        return switch (this) {
            case Become(var cluster, var peer) -> of(0).text(cluster, 64).text(peer, 256).toArray();
            case Settled _ -> of(1).toArray();
            case Waiting(var why) -> of(2).text(why, LONGEST).toArray();
            case Expected _ -> of(3).toArray();
            case Removed(var why) -> of(4).text(why, LONGEST).toArray();
            case Refused(var why) -> of(5).text(why, LONGEST).toArray();
        };
    }

    private static Encoder of(int kind) {
        return new Encoder().octet(kind);
    }

    /** Reads the bytes; what cannot be understood is to be asked again. */
    static Welcome decoded(byte[] bytes) {
        Decoder in = new Decoder(bytes);
        return switch (in.octet()) {
            case 0 -> new Become(in.text(64), in.text(256));
            case 1 -> new Settled();
            case 3 -> new Expected();
            case 4 -> new Removed(in.text(LONGEST));
            case 5 -> new Refused(in.text(LONGEST));
            default -> new Waiting(in.remaining() == 0 ? "" : in.text(LONGEST));
        };
    }
}
