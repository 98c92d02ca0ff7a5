package dev.covey.agent.driver.xray;

import static org.awaitility.Awaitility.await;

import dev.covey.model.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A user's app: a real client program with a SOCKS port. */
final class VpnClient implements AutoCloseable {

    private final Process process;
    private final int socks;

    /** What a share link tells an app. */
    record Profile(
            String host,
            int port,
            String site,
            String credential,
            String publicKey,
            String shortId,
            String source) {

        /** The same, but with connections from this address. */
        Profile from(String address) {
            return new Profile(host, port, site, credential, publicKey, shortId, address);
        }
    }

    private VpnClient(List<String> command, int socks) throws IOException {
        this.socks = socks;
        this.process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(this::listens);
    }

    static VpnClient xray(Path binary, Path directory, Profile profile) throws IOException {
        int socks = RealCore.freePort();
        Path config = Files.createTempFile(directory, "client", ".json");
        Files.write(config, Json.bytes(xrayConfig(profile, socks)));
        return new VpnClient(
                List.of(binary.toString(), "run", "-config", config.toString()), socks);
    }

    static VpnClient singBox(Path binary, Path directory, Profile profile) throws IOException {
        int socks = RealCore.freePort();
        Path config = Files.createTempFile(directory, "client", ".json");
        Files.write(config, Json.bytes(singBoxConfig(profile, socks)));
        return new VpnClient(List.of(binary.toString(), "run", "-c", config.toString()), socks);
    }

    /** A connection to a server through the VPN. */
    Socket connect(int port) throws IOException {
        Socket socket =
                new Socket(
                        new Proxy(
                                Proxy.Type.SOCKS,
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), socks)));
        socket.setSoTimeout(30_000);
        socket.connect(InetSocketAddress.createUnresolved("127.0.0.1", port), 30_000);
        return socket;
    }

    /** Whether a few bytes come back from an echo server. */
    boolean works(int port) {
        try (Socket socket = connect(port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(new byte[] {1, 2, 3});
            return socket.getInputStream().readNBytes(3).length == 3;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private boolean listens() throws IOException {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), socks)) {
            return probe.isConnected();
        }
    }

    static Map<String, Object> xrayConfig(Profile profile, int socks) {
        Map<String, Object> user =
                Map.of(
                        "id", profile.credential(),
                        "encryption", "none",
                        "flow", "xtls-rprx-vision");
        Map<String, Object> server =
                Map.of(
                        "address", profile.host(),
                        "port", profile.port(),
                        "users", List.of(user));
        Map<String, Object> reality =
                Map.of(
                        "serverName",
                        profile.site(),
                        "fingerprint",
                        "chrome",
                        "publicKey",
                        profile.publicKey(),
                        "shortId",
                        profile.shortId());
        return Map.of(
                "log", Map.of("loglevel", "none"),
                "inbounds",
                        List.of(
                                Map.of(
                                        "listen", "127.0.0.1",
                                        "port", socks,
                                        "protocol", "socks")),
                "outbounds",
                        List.of(
                                Map.of(
                                        "protocol",
                                        "vless",
                                        "sendThrough",
                                        profile.source(),
                                        "settings",
                                        Map.of("vnext", List.of(server)),
                                        "streamSettings",
                                        Map.of(
                                                "network", "raw",
                                                "security", "reality",
                                                "realitySettings", reality))));
    }

    static Map<String, Object> singBoxConfig(Profile profile, int socks) {
        Map<String, Object> tls =
                Map.of(
                        "enabled",
                        true,
                        "server_name",
                        profile.site(),
                        "utls",
                        Map.of("enabled", true, "fingerprint", "chrome"),
                        "reality",
                        Map.of(
                                "enabled",
                                true,
                                "public_key",
                                profile.publicKey(),
                                "short_id",
                                profile.shortId()));
        return Map.of(
                "inbounds",
                List.of(Map.of("type", "socks", "listen", "127.0.0.1", "listen_port", socks)),
                "outbounds",
                List.of(
                        Map.of(
                                "type",
                                "vless",
                                "server",
                                profile.host(),
                                "server_port",
                                profile.port(),
                                "uuid",
                                profile.credential(),
                                "flow",
                                "xtls-rprx-vision",
                                "tls",
                                tls)));
    }
}
