package dev.covey.wire;

import com.google.protobuf.ByteString;
import dev.covey.wire.v1.Renewed;
import java.util.List;

/** The message that brings a renewed certificate. */
public final class Certificates {

    private Certificates() {}

    /** A renewed certificate; all in DER, the node's own and the issuing authority first. */
    public static Renewed renewed(List<byte[]> chain, List<byte[]> authorities) {
        Renewed.Builder renewed = Renewed.newBuilder();
        chain.forEach(c -> renewed.addChain(ByteString.copyFrom(c)));
        authorities.forEach(c -> renewed.addAuthorities(ByteString.copyFrom(c)));
        return renewed.build();
    }
}
