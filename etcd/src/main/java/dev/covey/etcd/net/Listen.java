package dev.covey.etcd.net;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * Where to listen.
 *
 * @param at port 0 for any that is free
 * @param tls empty for none, which only loopback may
 */
public record Listen(InetSocketAddress at, Optional<Tls> tls) {

    public Listen {
        if (tls.isEmpty() && (at.isUnresolved() || !at.getAddress().isLoopbackAddress())) {
            throw new IllegalArgumentException(
                    "Expected TLS on " + at + ", but there is none. Only loopback may do without.");
        }
    }

    /**
     * How connections are protected.
     *
     * @param context its trust manager judges the certificates of clients
     * @param clientCertificates whether a client must show one
     * @param user whom a client's certificate stands for, where callers must say who they are
     */
    public record Tls(
            SSLContext context,
            boolean clientCertificates,
            Function<X509Certificate, Optional<String>> user) {}
}
