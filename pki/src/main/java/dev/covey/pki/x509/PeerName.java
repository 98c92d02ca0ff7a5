package dev.covey.pki.x509;

import dev.covey.model.Check;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose certificate it is: the URI {@code covey://CLUSTER_ID/KIND/ID} among its subject alternative
 * names (RFC 5280 4.2.1.6). Host names and addresses in a certificate are never an identity here.
 *
 * @param clusterId the cluster's id
 * @param kind what the holder may act as
 * @param id the node's id; for a reader or client its name
 */
public record PeerName(String clusterId, Kind kind, String id) {

    /** What the holder of a certificate may act as. */
    public enum Kind {
        /** The cluster's certificate authority itself. */
        AUTHORITY,
        /** A member: agents' and Raft ports, either side of a connection. */
        NODE,
        /** A master's HTTPS port. */
        SERVER,
        /** A client of the database that sees the system space read-only and redacted. */
        READER,
        /** A client of the database; {@code id} is its user there. */
        CLIENT;

        /** The word in the URI. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int URI_NAME = 6;
    private static final Pattern FORM =
            Pattern.compile(
                    "covey://([a-z0-9][a-z0-9-]{0,63})/(authority|node|server|reader|client)"
                            + "/([a-z0-9][a-z0-9-]{0,63})");

    public PeerName {
        Check.id("clusterId", clusterId);
        Check.id("id", id);
    }

    /** A node of a cluster. */
    public static PeerName node(String clusterId, String nodeId) {
        return new PeerName(clusterId, Kind.NODE, nodeId);
    }

    /** The HTTPS port of a master. */
    public static PeerName server(String clusterId, String nodeId) {
        return new PeerName(clusterId, Kind.SERVER, nodeId);
    }

    /** The name in URI form. */
    public String uri() {
        return "covey://" + clusterId + "/" + kind.word() + "/" + id;
    }

    /** The one such URI of a certificate; empty if it has none, several, or a mutilated one. */
    public static Optional<PeerName> of(X509Certificate certificate) {
        List<String> uris = uris(certificate);
        if (uris.size() != 1) {
            return Optional.empty();
        }
        Matcher match = FORM.matcher(uris.getFirst());
        return match.matches()
                ? Optional.of(
                        new PeerName(
                                match.group(1),
                                Kind.valueOf(match.group(2).toUpperCase(Locale.ROOT)),
                                match.group(3)))
                : Optional.empty();
    }

    private static List<String> uris(X509Certificate certificate) {
        List<String> uris = new ArrayList<>();
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            for (List<?> name : names == null ? List.<List<?>>of() : names) {
                if (name.getFirst().equals(URI_NAME)) {
                    uris.add(String.valueOf(name.get(1)));
                }
            }
            return uris;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    @Override
    public String toString() {
        return uri();
    }
}
