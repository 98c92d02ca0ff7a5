package dev.covey.pki.ca;

import dev.covey.model.Check;
import dev.covey.pki.x509.IpAddress;
import dev.covey.pki.x509.PeerName;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What to certify. All of it but the key is decided by the issuer.
 *
 * @param name whose it is
 * @param key the holder's public key, from a checked {@link SigningRequest}
 * @param dnsNames host names for clients that look at them, at most 32
 * @param addresses IP addresses in writing, at most 32
 * @param life from now, one minute to ten years; cut short by the end of the authority
 */
public record CertificateOrder(
        PeerName name, PublicKey key, Set<String> dnsNames, Set<String> addresses, Duration life) {

    /** How long a node's certificate lives. */
    public static final Duration NODE_LIFE = Duration.ofHours(24);

    private static final int MOST_NAMES = 32;
    private static final Pattern DNS_NAME =
            Pattern.compile(
                    "(\\*\\.)?[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})"
                            + "(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,62}))*");

    public CertificateOrder {
        dnsNames = Set.copyOf(dnsNames);
        addresses = Set.copyOf(addresses);
        Check.most("dnsNames", dnsNames.size(), MOST_NAMES);
        Check.most("addresses", addresses.size(), MOST_NAMES);
        for (String each : dnsNames) {
            Check.that(
                    each.length() <= 253 && DNS_NAME.matcher(each).matches(),
                    "dnsNames",
                    "a host name",
                    each);
        }
        for (String each : addresses) {
            Check.that(IpAddress.is(each), "addresses", "an IPv4 or IPv6 address", each);
        }
        Check.that(
                life.compareTo(Duration.ofMinutes(1)) >= 0 && life.compareTo(Authority.LIFE) <= 0,
                "life",
                "between one minute and ten years",
                life);
        Check.that(name.kind() != PeerName.Kind.AUTHORITY, "name", "not an authority", name.uri());
    }

    /** A member's certificate, which lives a day. */
    public static CertificateOrder node(
            String clusterId,
            String nodeId,
            PublicKey key,
            Set<String> dnsNames,
            Set<String> addresses) {
        return new CertificateOrder(
                PeerName.node(clusterId, nodeId), key, dnsNames, addresses, NODE_LIFE);
    }
}
