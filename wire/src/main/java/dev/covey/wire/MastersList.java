package dev.covey.wire;

import com.google.protobuf.ByteString;
import dev.covey.model.Endpoint;
import dev.covey.model.ProblemException;
import dev.covey.wire.v1.Master;
import dev.covey.wire.v1.Masters;
import java.util.List;
import java.util.stream.Stream;

/** The signed list of masters: which bytes are signed, and what its addresses are. */
public final class MastersList {

    /** The heading under which the cluster's authority signs the list. */
    public static final String HEADING = "masters";

    private MastersList() {}

    /** The bytes that are signed: the message without its signature. */
    public static byte[] content(Masters list) {
        return list.toBuilder().clearSignature().build().toByteArray();
    }

    /** The list with a signature of its {@link #content}. */
    public static Masters signed(Masters list, byte[] signature) {
        return list.toBuilder().setSignature(ByteString.copyFrom(signature)).build();
    }

    /** The addresses of a master's agents' port, best first; what is no address is left out. */
    public static List<Endpoint> addresses(Master master) {
        return master.getAddressesList().stream().flatMap(MastersList::address).toList();
    }

    // A newer cluster may have kinds of addresses that this agent cannot dial.
    private static Stream<Endpoint> address(String text) {
        try {
            return Stream.of(Endpoint.parse("address", text, 0));
        } catch (ProblemException e) {
            return Stream.empty();
        }
    }
}
