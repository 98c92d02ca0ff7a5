package dev.covey.raft.peer;

import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;

/**
 * What a member shows and whom it believes. The two managers are asked anew for each connection, so
 * renewed keys and authorities need no restart.
 *
 * @param keys gives this node's key and chain
 * @param trust judges chains; host names are not its business
 * @param identity reads the node id from a certificate that trust accepted
 */
public record MemberTls(
        X509ExtendedKeyManager keys, X509TrustManager trust, NodeIdentity identity) {}
