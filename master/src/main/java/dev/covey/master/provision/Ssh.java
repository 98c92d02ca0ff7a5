package dev.covey.master.provision;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import java.io.IOException;
import java.net.SocketAddress;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Objects;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;

/** Opens SSH connections. Safe from any thread; closing it closes all connections. */
public final class Ssh implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration LOGIN = Duration.ofSeconds(20);

    private static final AttributeRepository.AttributeKey<HostKey> HOST_KEY =
            new AttributeRepository.AttributeKey<>();

    private final SshClient client;

    /** Starts the client. */
    public Ssh() {
        client = SshClient.setUpDefaultClient();
        client.setHostConfigEntryResolver(
                org.apache.sshd.client.config.hosts.HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(
                org.apache.sshd.common.keyprovider.KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        CoreModuleProperties.AUTH_TIMEOUT.set(client, LOGIN);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, Duration.ofSeconds(5));
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, 3);
        client.setServerKeyVerifier(Ssh::verify);
        client.start();
    }

    /** The fingerprint of a server's host key, such as {@code SHA256:…}; logs in as nobody. */
    public String hostKey(Server server) {
        HostKey hostKey = new HostKey(null);
        try (ClientSession session = connect(server, hostKey)) {
            session.auth().verify(LOGIN);
        } catch (IOException e) {
            // Logging in without credentials fails; the key was shown before that.
            if (hostKey.seen == null) {
                throw unreachable(server, e);
            }
        }
        return Objects.requireNonNull(hostKey.seen);
    }

    /** Logs in to a server that shows the expected host key. */
    public Shell login(Server server, String expectedKey, Login login) {
        HostKey hostKey = new HostKey(expectedKey);
        ClientSession session = null;
        try {
            session = connect(server, hostKey);
            Logins.add(session, login);
            session.auth().verify(LOGIN);
            return new Shell(session);
        } catch (IOException e) {
            if (session != null) {
                session.close(true);
            }
            String seen = hostKey.seen;
            if (seen == null) {
                throw unreachable(server, e);
            }
            throw seen.equals(expectedKey) ? refused(server) : otherKey(server, expectedKey, seen);
        }
    }

    private ClientSession connect(Server server, HostKey hostKey) throws IOException {
        AttributeRepository context = AttributeRepository.ofKeyValuePair(HOST_KEY, hostKey);
        return client.connect(server.user(), server.host(), server.port(), context, null)
                .verify(CONNECT)
                .getSession();
    }

    /** Runs during the key exchange, before anything is said to the server. */
    private static boolean verify(ClientSession session, SocketAddress from, PublicKey key) {
        HostKey hostKey =
                Objects.requireNonNull(session.getConnectionContext().getAttribute(HOST_KEY));
        String found = fingerprint(key);
        hostKey.seen = found;
        return hostKey.expected == null || hostKey.expected.equals(found);
    }

    /** What one connection expects and has seen. */
    private static final class HostKey {
        private final @Nullable String expected;
        private volatile @Nullable String seen;

        HostKey(@Nullable String expected) {
            this.expected = expected;
        }
    }

    private static String fingerprint(PublicKey key) {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
    }

    private static ProblemException unreachable(Server server, IOException e) {
        return new ProblemException(
                new Problem.Failed(
                        "ssh_unreachable",
                        "Expected an SSH server at %s port %d, but: %s. Check address, port and"
                                        .formatted(server.host(), server.port(), reason(e))
                                + " firewall."));
    }

    private static ProblemException refused(Server server) {
        return new ProblemException(
                new Problem.Failed(
                        "ssh_login_refused",
                        "Expected to log in as %s, but the server refused. Check user, password or"
                                        .formatted(server)
                                + " key."));
    }

    private static ProblemException otherKey(Server server, String expected, String found) {
        return new ProblemException(
                new Problem.Failed(
                        "host_key_changed",
                        "Expected host key %s at %s, but found %s. It may be another machine: make"
                                        .formatted(expected, server.host(), found)
                                + " sure before you accept it."));
    }

    /** Without the library's names for its own parts, and without bytes that the other end sent. */
    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null
                ? "it hung up"
                : message.replaceAll(
                                "\\[ssh-connection]: |DefaultConnectFuture\\[\\S*]: |Failed"
                                        + " \\(\\w+\\) to \\w+: ",
                                "")
                        .replaceAll("\\s+", " ")
                        .replaceAll("\\p{Cntrl}", "?");
    }

    @Override
    public void close() {
        client.stop();
    }
}
