package dev.covey.pki.tls;

import dev.covey.pki.identity.Credentials;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Presents live credentials, as a client or a server. A server may have a second set, issued by
 * someone else for its public host name: it is shown to all but those who ask for {@link
 * Tls#CLUSTER_NAME} by SNI (RFC 6066). Safe from any thread.
 */
public final class LiveKeys extends X509ExtendedKeyManager {

    private static final String CLUSTER = "cluster-";
    private static final String PUBLIC = "public-";

    private final LiveCredentials cluster;
    private final @Nullable LiveCredentials open;

    /** Presents one set. */
    public LiveKeys(LiveCredentials cluster) {
        this(cluster, null);
    }

    /**
     * Presents two sets.
     *
     * @param cluster from the cluster's authority
     * @param open from someone else, for clients that do not know the cluster; null for none
     */
    public LiveKeys(LiveCredentials cluster, @Nullable LiveCredentials open) {
        this.cluster = cluster;
        this.open = open;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return server(type, engine == null ? null : engine.getHandshakeSession());
    }

    @Override
    public @Nullable String chooseServerAlias(
            String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return server(type, socket instanceof SSLSocket tls ? tls.getHandshakeSession() : null);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return client(types);
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return client(types);
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        String alias = client(new String[] {type});
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        String alias = server(type, null);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        Credentials found = named(alias);
        return found == null ? null : found.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        Credentials found = named(alias);
        return found == null ? null : found.key();
    }

    private @Nullable String server(String type, @Nullable SSLSession session) {
        return open == null || asksForCluster(session)
                ? alias(CLUSTER, cluster, type)
                : alias(PUBLIC, open, type);
    }

    private @Nullable String client(String[] types) {
        return Arrays.stream(types)
                .map(type -> alias(CLUSTER, cluster, type))
                .filter(alias -> alias != null)
                .findFirst()
                .orElse(null);
    }

    // Asked once per key type; a type that is not the key's must be answered with nothing.
    private static @Nullable String alias(String prefix, LiveCredentials live, String type) {
        long number = live.number();
        Credentials found = live.named(number);
        if (found == null) {
            return null;
        }
        String own = found.key().getAlgorithm();
        return type.equals(own) || type.startsWith(own + "_") ? prefix + number : null;
    }

    private @Nullable Credentials named(@Nullable String alias) {
        if (alias == null) {
            return null;
        }
        if (alias.startsWith(CLUSTER)) {
            return cluster.named(number(alias, CLUSTER));
        }
        return open != null && alias.startsWith(PUBLIC) ? open.named(number(alias, PUBLIC)) : null;
    }

    private static long number(String alias, String prefix) {
        try {
            return Long.parseLong(alias.substring(prefix.length()));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static boolean asksForCluster(@Nullable SSLSession session) {
        List<SNIServerName> names =
                session instanceof ExtendedSSLSession extended
                        ? extended.getRequestedServerNames()
                        : List.of();
        return names.stream()
                .anyMatch(
                        name ->
                                name instanceof SNIHostName host
                                        && host.getAsciiName().equalsIgnoreCase(Tls.CLUSTER_NAME));
    }
}
