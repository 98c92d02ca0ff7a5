package dev.covey.master.subscription.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.covey.master.subscription.profile.Entry;
import dev.covey.master.subscription.profile.Target;
import dev.covey.model.json.Json;
import dev.covey.pki.keys.RealityKeys;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Real clients carry traffic with what is written for them, through a real core with Reality. */
class TrafficTest {
    private static final String SITE = "www.example.com";
    private static final String SHORT_ID = "0123456789abcdef";
    private static final byte[] CONTENT = new byte[1 << 20];

    static {
        new Random(5).nextBytes(CONTENT);
    }

    @TempDir Path folder;

    private final List<Process> processes = new ArrayList<>();
    private Path xray = Path.of("");
    private HttpServer site = HttpServer.create();
    private List<Entry> entries = List.of();

    TrafficTest() throws IOException {}

    @BeforeEach
    void serve() throws Exception {
        xray = Programs.need("COVEY_XRAY", "xray");
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, CONTENT.length);
                    exchange.getResponseBody().write(CONTENT);
                    exchange.close();
                });
        site.start();
        byte[] scalar = new byte[32];
        new Random(6).nextBytes(scalar);
        RealityKeys keys = RealityKeys.make(_ -> scalar);
        int port = freePort();
        start(xray, "run", "-c", write("server.json", server(port, keys.privateKey())));
        Target target = new Target("127.0.0.1", port, SITE, keys.publicKey(), SHORT_ID);
        entries = List.of(new Entry.Server("🇩🇪 Berlin", target, FormatTest.USER));
    }

    @AfterEach
    void stop() throws InterruptedException {
        site.stop(0);
        for (Process process : processes) {
            process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void singBoxCarriesTraffic() throws Exception {
        Path singBox = Programs.need("COVEY_SING_BOX", "sing-box");
        ObjectNode config = (ObjectNode) FormatTest.tree(FormatTest.text(Format.SING_BOX, entries));
        int port = freePort();
        inbound(config).put("listen_port", port);

        start(singBox, "run", "-c", write("client.json", config));

        fetchesThrough(port);
    }

    @Test
    void xrayCarriesTraffic() throws Exception {
        JsonNode all = FormatTest.tree(FormatTest.text(Format.XRAY, entries));
        ObjectNode config = (ObjectNode) all.get(0);
        int port = freePort();
        inbound(config).put("port", port);

        start(xray, "run", "-c", write("client.json", config));

        fetchesThrough(port);
    }

    private static ObjectNode inbound(ObjectNode config) {
        return (ObjectNode) config.withArray("inbounds").get(0);
    }

    /** Both clients promise to take SOCKS and HTTP on their port. */
    private void fetchesThrough(int port) {
        for (Proxy.Type type : List.of(Proxy.Type.SOCKS, Proxy.Type.HTTP)) {
            Proxy proxy =
                    new Proxy(type, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(fetch(proxy)).isEqualTo(CONTENT));
        }
    }

    private byte[] fetch(Proxy proxy) throws IOException {
        URI uri = URI.create("http://127.0.0.1:%d/".formatted(site.getAddress().getPort()));
        URLConnection connection = uri.toURL().openConnection(proxy);
        connection.setConnectTimeout(10_000);
        connection.setReadTimeout(10_000);
        try (InputStream body = connection.getInputStream()) {
            return body.readAllBytes();
        }
    }

    /** An inbound as agents make it, and a site with TLS 1.3 whose face it wears. */
    private ObjectNode server(int port, String privateKey) throws Exception {
        Process certificate =
                start(xray, "tls", "cert", "-domain=" + SITE, "-file=" + folder.resolve("site"));
        assertThat(certificate.waitFor(60, TimeUnit.SECONDS)).isTrue();
        int sitePort = freePort();
        ObjectNode config = Json.object();
        ArrayNode inbounds = config.putArray("inbounds");
        ObjectNode reality = vless(inbounds.addObject(), port).put("security", "reality");
        ObjectNode settings = reality.putObject("realitySettings");
        settings.put("target", "127.0.0.1:" + sitePort).put("privateKey", privateKey);
        settings.putArray("serverNames").add(SITE);
        settings.putArray("shortIds").add(SHORT_ID);
        ObjectNode tls = vless(inbounds.addObject(), sitePort).put("security", "tls");
        tls.putObject("tlsSettings")
                .putArray("certificates")
                .addObject()
                .put("certificateFile", folder.resolve("site.crt").toString())
                .put("keyFile", folder.resolve("site.key").toString());
        config.putArray("outbounds").addObject().put("protocol", "freedom");
        return config;
    }

    private static ObjectNode vless(ObjectNode inbound, int port) {
        inbound.put("listen", "127.0.0.1").put("port", port).put("protocol", "vless");
        ObjectNode settings = inbound.putObject("settings").put("decryption", "none");
        settings.putArray("clients")
                .addObject()
                .put("id", FormatTest.USER)
                .put("flow", Target.FLOW);
        return inbound.putObject("streamSettings").put("network", "tcp");
    }

    private Process start(Path program, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.toString());
        builder.command().addAll(List.of(arguments));
        Path log = folder.resolve("log" + processes.size());
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        processes.add(process);
        return process;
    }

    private String write(String name, ObjectNode config) throws IOException {
        return Files.write(folder.resolve(name), Json.bytes(config)).toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
