package dev.covey.master.api.resource;

import dev.covey.model.Endpoint;
import dev.covey.model.JoinStringSpec;
import dev.covey.model.JoinStringStatus;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.pki.join.JoinSecret;
import dev.covey.pki.join.JoinString;
import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.Fingerprint;
import dev.covey.runtime.resource.Resources;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Writes join strings, and the command that uses one on a bare machine. Safe from any thread. */
public final class Invitations {

    private final Supplier<Authorities> authorities;
    private final Supplier<String> serverPin;
    private final String self;

    /**
     * Invitations of one master.
     *
     * @param serverPin SHA-256 of the public key that this master's HTTPS port shows to everyone,
     *     in base64
     * @param self this master's node id
     */
    public Invitations(Supplier<Authorities> authorities, Supplier<String> serverPin, String self) {
        this.authorities = authorities;
        this.serverPin = serverPin;
        this.self = self;
    }

    /** The line of text for a permission to join whose secret was just made. */
    public String text(
            Resources resources, Resource<JoinStringSpec, JoinStringStatus> string, String secret) {
        return new JoinString(
                        masters(resources),
                        Fingerprint.of(authorities.get().current()),
                        string.id(),
                        JoinSecret.parse(secret),
                        string.spec().roles(),
                        string.spec().expiresAt())
                .text();
    }

    /**
     * A command for a bare machine, by curl or wget, whichever it has. The script is fetched from a
     * server that shows exactly this master's key, so it does not matter who signed its
     * certificate; what cannot be fetched is not run.
     */
    public String command(Resources resources, String text) {
        String url = "https://%s/install.sh".formatted(here(resources));
        String pin = "--pinnedpubkey 'sha256//%s'".formatted(serverPin.get());
        return "covey=$(curl -kfsSL %1$s %2$s || wget -qO- --no-check-certificate %1$s %2$s) && sh -c \"$covey\" install.sh join %3$s --service"
                .formatted(pin, url, text);
    }

    /** Where this master's HTTPS port is reached from outside. */
    public Endpoint here(Resources resources) {
        NodeSpec node = resources.need(Type.NODE, self).spec();
        return new Endpoint(node.publicAddress(), node.ports().https());
    }

    /** This master first, then the others; each under its public address and its best link. */
    private List<Endpoint> masters(Resources resources) {
        return resources.list(Type.NODE).stream()
                .filter(n -> n.spec().master())
                .sorted(Comparator.comparing(n -> !n.id().equals(self)))
                .flatMap(Invitations::addresses)
                .distinct()
                .limit(JoinString.MOST_MASTERS)
                .toList();
    }

    private static Stream<Endpoint> addresses(Resource<NodeSpec, NodeStatus> node) {
        int port = node.spec().ports().https();
        return Stream.of(
                new Endpoint(node.spec().publicAddress(), port),
                new Endpoint(node.spec().address(), port));
    }
}
