package dev.covey.agent.driver;

import dev.covey.model.Check;
import dev.covey.model.Endpoint;
import dev.covey.pki.Digest;
import dev.covey.wire.v1.InboundItem;
import java.util.List;

/**
 * An inbound as a driver needs it. Prints without its key.
 *
 * @param protocol what is spoken, such as {@code vlessReality}
 * @param masquerade the site whose face it wears
 * @param privateKey X25519, base64url without padding
 * @param shortIds of Reality, hexadecimal
 */
public record Inbound(
        String id,
        String protocol,
        int port,
        Endpoint masquerade,
        boolean blockTorrents,
        String privateKey,
        List<String> shortIds) {

    private static final int SHAPE = 16;

    public Inbound {
        shortIds = List.copyOf(shortIds);
        Check.id("inbound", id);
        Check.port("port", port);
        Check.that(
                privateKey.matches("[A-Za-z0-9_-]{43}"),
                "privateKey",
                "32 bytes in base64url",
                "something else");
        Check.range("shortIds", shortIds.size(), 1, 64);
        for (String each : shortIds) {
            Check.that(each.matches("([0-9a-f]{2}){1,8}"), "shortIds", "2-16 hex digits", each);
        }
    }

    /** Reads an item; what cannot be one is refused with a {@link dev.covey.model.Problem}. */
    public static Inbound of(InboundItem item) {
        return new Inbound(
                item.getId(),
                item.getProtocol(),
                item.getPort(),
                new Endpoint(item.getMasqueradeHost(), item.getMasqueradePort()),
                item.getBlockTorrents(),
                item.getPrivateKey(),
                item.getShortIdsList());
    }

    /** A short word for everything in it that a core must know; differs where the inbound does. */
    public String shape() {
        String all =
                String.join(
                        " ",
                        protocol,
                        Integer.toString(port),
                        masquerade.toString(),
                        Boolean.toString(blockTorrents),
                        privateKey,
                        String.join(",", shortIds));
        return Digest.hex(all).substring(0, SHAPE);
    }

    @Override
    public String toString() {
        return "Inbound[" + id + " " + protocol + " on " + port + " as " + masquerade + "]";
    }
}
