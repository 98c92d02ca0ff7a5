package dev.covey.wire;

import com.google.protobuf.ByteString;
import dev.covey.model.Endpoint;
import dev.covey.model.ProblemException;
import dev.covey.model.json.Json;
import dev.covey.wire.v1.Master;
import dev.covey.wire.v1.Masters;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** The signed list of masters: which bytes are signed, what its addresses are, its JSON. */
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

    /** The list as JSON, for the disk and for joining nodes. */
    public static String text(Masters list) {
        return Json.text(Shape.of(list));
    }

    /** Reads what {@link #text} wrote. */
    public static Masters parse(String text) {
        return Json.read(Json.utf8(text), Shape.class).list();
    }

    private record Shape(long revision, List<Entry> masters, String signature) {

        static Shape of(Masters list) {
            String signature =
                    Base64.getEncoder().encodeToString(list.getSignature().toByteArray());
            return new Shape(
                    list.getRevision(),
                    list.getMastersList().stream().map(Entry::of).toList(),
                    signature);
        }

        Masters list() {
            return Masters.newBuilder()
                    .setRevision(revision)
                    .addAllMasters(masters.stream().map(Entry::master).toList())
                    .setSignature(ByteString.copyFrom(Base64.getDecoder().decode(signature)))
                    .build();
        }
    }

    private record Entry(String id, List<String> addresses, boolean active, String https) {

        static Entry of(Master master) {
            return new Entry(
                    master.getId(),
                    master.getAddressesList(),
                    master.getActive(),
                    master.getHttps());
        }

        Master master() {
            return Master.newBuilder()
                    .setId(id)
                    .addAllAddresses(addresses)
                    .setActive(active)
                    .setHttps(https)
                    .build();
        }
    }
}
