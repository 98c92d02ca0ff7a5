package dev.covey.model;

import java.util.List;

/**
 * An entry point into the VPN on one worker.
 *
 * @param node id of the worker
 * @param route id of the route it is in; empty for none
 * @param masquerade the TLS 1.3 site whose face it wears, {@code HOST} or {@code HOST:PORT}
 * @param blockTorrents refuses BitTorrent
 * @param privateKey sealed X25519 key of Reality
 * @param publicKey base64url, what clients are given
 * @param shortIds 1-8 Reality short ids, each 2-16 hexadecimal digits
 */
public record InboundSpec(
        String node,
        String route,
        Protocol protocol,
        int port,
        String masquerade,
        boolean blockTorrents,
        Sealed privateKey,
        String publicKey,
        List<String> shortIds)
        implements Spec {

    /** What is spoken. */
    public enum Protocol {
        VLESS_REALITY
    }

    public InboundSpec {
        Check.id("node", node);
        if (!route.isEmpty()) {
            Check.id("route", route);
        }
        Check.port("port", port);
        Endpoint.parse("masquerade", masquerade, 443);
        Check.text("publicKey", publicKey, 43, 43);
        shortIds = List.copyOf(shortIds);
        Check.range("shortIds", shortIds.size(), 1, 8);
        for (String id : shortIds) {
            Check.that(id.matches("([0-9a-f]{2}){1,8}"), "shortIds", "2-16 hexadecimal digits", id);
        }
    }

    /** The masquerade site with its port. */
    public Endpoint site() {
        return Endpoint.parse("masquerade", masquerade, 443);
    }

    /** The same inbound in another route; empty for none. */
    public InboundSpec inRoute(String other) {
        return new InboundSpec(
                node,
                other,
                protocol,
                port,
                masquerade,
                blockTorrents,
                privateKey,
                publicKey,
                shortIds);
    }
}
