package dev.covey.dist.contact;

import dev.covey.dist.directory.DataDirectory;
import dev.covey.model.Endpoint;
import dev.covey.model.Ports;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.pki.identity.IdentityDirectory;
import dev.covey.pki.identity.NodeIdentity;
import dev.covey.pki.secretfile.SecretFile;
import dev.covey.pki.tls.DatedTrust;
import dev.covey.pki.tls.LiveCredentials;
import dev.covey.pki.tls.LiveKeys;
import dev.covey.pki.tls.Tls;
import dev.covey.wire.MastersList;
import dev.covey.wire.v1.Master;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The masters in the list on this node's disk, and HTTPS to them. Blocks; for one thread. */
public final class KnownMasters {

    private static final int LARGEST_LIST = 1 << 20;
    private static final int LARGEST_ANSWER = 1 << 20;
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final DataDirectory directory;
    private final InstantSource clock;

    /** The masters that a node knows. */
    public KnownMasters(DataDirectory directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * One of them.
     *
     * @param https where its API is
     * @param agents where agents dial it, best link first
     */
    public record Known(String id, Endpoint https, List<Endpoint> agents) {}

    /** All of them, the one that was active when the list was written first. */
    public List<Known> all() {
        return SecretFile.readText(directory.masters(), LARGEST_LIST)
                .map(MastersList::parse)
                .map(list -> list.getMastersList().stream())
                .stream()
                .flatMap(masters -> masters)
                .sorted(Comparator.comparing(master -> !master.getActive()))
                .map(KnownMasters::known)
                .toList();
    }

    private static Known known(Master master) {
        return new Known(
                master.getId(),
                Endpoint.parse("https", master.getHttps(), Ports.at(Ports.DEFAULT_BASE).https()),
                IntStream.range(0, master.getAddressesCount())
                        .mapToObj(master::getAddresses)
                        .map(
                                a ->
                                        Endpoint.parse(
                                                "agents", a, Ports.at(Ports.DEFAULT_BASE).agents()))
                        .toList());
    }

    /** Who this node is, by its disk. */
    public NodeIdentity identity() {
        return new IdentityDirectory(directory.pki())
                .load()
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        new Problem.Failed(
                                                "identity_missing",
                                                "Expected the node's key and certificate in %s, but"
                                                                .formatted(directory.pki())
                                                        + " they are not there. Restore the"
                                                        + " directory, or join this machine"
                                                        + " anew.")));
    }

    /** Sends a request without a body to one master, under this node's certificate. */
    public HttpResponse<byte[]> send(Known master, String method, String path) throws IOException {
        NodeIdentity identity = identity();
        var trust = DatedTrust.ofServers(identity::authorities, clock);
        var keys = new LiveKeys(new LiveCredentials(identity.credentials()));
        try (HttpClient client =
                HttpClient.newBuilder()
                        .sslContext(Tls.context(keys, trust))
                        .sslParameters(Tls.clusterClient())
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .build()) {
            return client.send(
                    HttpRequest.newBuilder(uri(master.https(), path))
                            .timeout(ANSWER)
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.limiting(
                            HttpResponse.BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** By address: a host name would take the place of the name that the cluster asks for. */
    private static URI uri(Endpoint master, String path) throws IOException {
        String address = InetAddress.getByName(master.host()).getHostAddress();
        return URI.create("https://" + new Endpoint(address, master.port()) + path);
    }

    /** Why a master could not be asked, in words. */
    public static String reason(IOException e) {
        return Tls.problem(e)
                .map(Problem::message)
                .orElseGet(() -> e.getMessage() == null ? "no connection" : e.getMessage());
    }
}
