package dev.covey.master.subscription.profile;

import dev.covey.model.InboundSpec;
import dev.covey.model.NodeSpec;

/**
 * Where and how a client reaches an inbound: VLESS over TCP behind Reality.
 *
 * @param host a name or an IP address, without brackets
 * @param serverName the masquerade site
 * @param publicKey base64url of an X25519 key
 * @param shortId 2-16 hexadecimal digits
 */
public record Target(String host, int port, String serverName, String publicKey, String shortId) {

    /** What clients pretend to be: the commonest browser. */
    public static final String FINGERPRINT = "chrome";

    /** How VLESS hides TLS inside of TLS; the cores' accounts have the same. */
    public static final String FLOW = "xtls-rprx-vision";

    /** The target that an inbound on a node is. */
    public static Target of(NodeSpec node, InboundSpec inbound) {
        return new Target(
                node.publicAddress(),
                inbound.port(),
                inbound.site().host(),
                inbound.publicKey(),
                inbound.shortIds().getFirst());
    }

    /** The host as it stands in a URL: IPv6 addresses in brackets (RFC 3986, 3.2.2). */
    public static String inUrl(String host) {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }
}
