package dev.covey.raft.peer;

import java.security.cert.X509Certificate;
import java.util.Optional;

/** Reads the node id out of a certificate. Must be safe for many threads and quick. */
@FunctionalInterface
public interface NodeIdentity {

    /** The node that a certificate was made for; empty if it is no node's certificate. */
    Optional<String> nodeOf(X509Certificate certificate);
}
