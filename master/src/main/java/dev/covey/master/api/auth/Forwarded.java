package dev.covey.master.api.auth;

import dev.covey.master.api.http.Refusals;
import dev.covey.master.api.http.Request;
import dev.covey.master.command.Actor;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Permission;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.pki.x509.Fingerprint;
import dev.covey.pki.x509.PeerName;
import dev.covey.runtime.resource.Resources;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * What one master says to another about the one it asks for. It is believed only beside the client
 * certificate of a node that is a master now.
 */
public final class Forwarded {

    /** Says who asks: {@code KIND:NAME;role=admin|viewer}, the name percent-encoded. */
    public static final String ACTOR = "Covey-Actor";

    /** Says where the request came from, and that it has been forwarded. */
    public static final String PEER = "Covey-Forwarded-For";

    private Forwarded() {}

    /** True if the request says that another master forwards it. */
    public static boolean is(Request request) {
        return request.header(PEER).isPresent() || request.header(ACTOR).isPresent();
    }

    /** The header for an actor. */
    public static String header(Actor actor) {
        return URLEncoder.encode(actor.name(), StandardCharsets.UTF_8)
                + ";role="
                + (actor.permission() == Permission.ADMIN ? "admin" : "viewer");
    }

    /** Who asks; a header that is not beside a master's certificate is refused. */
    static Optional<Actor> actor(Request request, Resources resources) {
        Optional<String> header = request.header(ACTOR);
        if (header.isEmpty()) {
            return Optional.empty();
        }
        check(request, resources);
        int end = header.get().lastIndexOf(";role=");
        String role = end < 0 ? "" : header.get().substring(end + ";role=".length());
        if (!role.equals("admin") && !role.equals("viewer")) {
            throw Refusals.malformed("malformed_header", "Expected an actor with its role.");
        }
        String name = URLDecoder.decode(header.get().substring(0, end), StandardCharsets.UTF_8);
        return Optional.of(
                new Actor(name, role.equals("admin") ? Permission.ADMIN : Permission.VIEWER));
    }

    /** Where the request really comes from. */
    public static InetAddress origin(Request request, Resources resources) {
        Optional<String> header = request.header(PEER);
        if (header.isEmpty()) {
            return request.peer().address();
        }
        check(request, resources);
        try {
            return InetAddress.ofLiteral(header.get());
        } catch (IllegalArgumentException e) {
            throw Refusals.malformed("malformed_header", "Expected an address in " + PEER + ".");
        }
    }

    private static void check(Request request, Resources resources) {
        boolean master =
                request.peer().chain().stream()
                        .findFirst()
                        .filter(leaf -> isMaster(leaf, resources))
                        .isPresent();
        if (!master) {
            throw new ProblemException(
                    new Problem.Forbidden(
                            "not_a_master",
                            "Expected a master's client certificate beside this header."));
        }
    }

    private static boolean isMaster(X509Certificate leaf, Resources resources) {
        return node(leaf, resources).filter(node -> node.spec().master()).isPresent();
    }

    /** The node whose certificate the client itself shows, if it is a member now. */
    public static Optional<Resource<NodeSpec, NodeStatus>> node(
            Request request, Resources resources) {
        return request.peer().chain().stream().findFirst().flatMap(leaf -> node(leaf, resources));
    }

    /** The chain itself was verified in the handshake. */
    private static Optional<Resource<NodeSpec, NodeStatus>> node(
            X509Certificate leaf, Resources resources) {
        String pin = Fingerprint.ofKey(leaf.getPublicKey());
        return PeerName.of(leaf)
                .filter(name -> name.kind() == PeerName.Kind.NODE)
                .flatMap(name -> resources.get(Type.NODE, name.id()))
                .filter(node -> node.spec().keyPin().equals(pin));
    }
}
