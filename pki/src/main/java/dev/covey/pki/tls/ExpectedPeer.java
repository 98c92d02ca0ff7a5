package dev.covey.pki.tls;

import org.jspecify.annotations.Nullable;

/** Whom a client meant to reach; takes the place of comparing host names. */
@FunctionalInterface
public interface ExpectedPeer {

    /**
     * Whether this is the one.
     *
     * @param dialled the host name the client gave to TLS, if it gave one
     */
    boolean is(Peer peer, @Nullable String dialled);

    /** Any peer that the policy lets in. */
    static ExpectedPeer any() {
        return (peer, dialled) -> true;
    }

    /** The node with this id. */
    static ExpectedPeer node(String id) {
        return (peer, dialled) -> peer.name().id().equals(id);
    }

    /** The node whose id is the host name that the client gave to TLS (gRPC: the authority). */
    static ExpectedPeer namedByHost() {
        return (peer, dialled) -> peer.name().id().equals(dialled);
    }
}
