package dev.covey.master.api.http;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Who is at the other end of the connection.
 *
 * @param address where it comes from
 * @param chain the client certificate that the handshake verified, leaf first; empty for none
 */
public record Peer(InetAddress address, List<X509Certificate> chain) {

    /** Copies the chain. */
    public Peer {
        chain = List.copyOf(chain);
    }
}
