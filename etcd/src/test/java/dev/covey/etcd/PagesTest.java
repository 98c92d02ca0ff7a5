package dev.covey.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.kv.Command;
import dev.covey.kv.Request;
import dev.covey.kv.Space;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a member answers by HTTP/1.1 on the port of its gRPC clients. */
class PagesTest {

    private static final int PATIENCE_MILLIS = 30_000;
    private static final String WELL = "{\"health\":\"true\",\"reason\":\"\"}";

    private static Socket connected(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Everything that comes until the other side closes. */
    private static String raw(int port, String request) throws IOException {
        try (Socket socket = connected(port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return rest(socket.getInputStream());
        }
    }

    private static String rest(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Status and body. */
    private static String get(int port, String target) throws IOException {
        String whole = raw(port, "GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
        return whole.substring(9, 13) + whole.substring(whole.indexOf("\r\n\r\n") + 4);
    }

    @Test
    void pagesAndCallsShareThePort() throws Exception {
        try (Lab lab = new Lab(1)) {
            var _ = Ask.kv(lab.line(1)).put(Ask.put("a", "1"));
            assertThat(get(lab.port(1), "/health")).isEqualTo("200 " + WELL);
            assertThat(get(lab.port(1), "/version"))
                    .isEqualTo("200 {\"etcdserver\":\"3.5.13\",\"etcdcluster\":\"3.5.0\"}");
            assertThat(get(lab.port(1), "/livez")).isEqualTo("200 ok\n");
            assertThat(get(lab.port(1), "/readyz?verbose"))
                    .isEqualTo(
                            """
                            200 [+]data_corruption ok
                            [+]serializable_read ok
                            [+]linearizable_read ok
                            ok
                            """);
            assertThat(get(lab.port(1), "/metrics"))
                    .contains("\netcd_server_has_leader 1\n")
                    .contains("\netcd_debugging_mvcc_current_revision 2\n")
                    .contains("\netcd_server_version{server_version=\"3.5.13\"} 1\n")
                    .contains("\netcd_server_health_success 1\n")
                    .contains(
                            "\ngrpc_server_handled_total{grpc_code=\"OK\",grpc_method=\"Put\","
                                    + "grpc_service=\"etcdserverpb.KV\",grpc_type=\"unary\"} 1\n");
            assertThat(get(lab.port(1), "/v2/keys")).isEqualTo("404 404 page not found\n");
        }
    }

    @Test
    void withoutALeaderAMemberLivesButIsNotWell() throws Exception {
        try (Lab lab = new Lab(3)) {
            lab.cluster.depose();
            Watcher.until(() -> get(lab.port(2), "/health").startsWith("503 "));
            assertThat(get(lab.port(2), "/health"))
                    .isEqualTo("503 {\"health\":\"false\",\"reason\":\"RAFT NO LEADER\"}\n");
            assertThat(get(lab.port(2), "/health?serializable=true")).isEqualTo("200 " + WELL);
            assertThat(get(lab.port(2), "/livez")).startsWith("200 ");
            assertThat(get(lab.port(2), "/readyz")).contains("[-]linearizable_read failed: ");
            assertThat(get(lab.port(2), "/readyz?exclude=linearizable_read")).startsWith("200 ");
        }
    }

    @Test
    void aFullSpaceIsUnwellUnlessThatIsExcluded() throws Exception {
        try (Lab lab = new Lab(1)) {
            var _ = Ask.kv(lab.line(1)).put(Ask.put("a", "1"));
            var small = Request.of(new Command.SetQuota(Space.USER, 100));
            lab.cluster.store("n1").execute(small).toCompletableFuture().join();
            assertThat(get(lab.port(1), "/health"))
                    .isEqualTo("503 {\"health\":\"false\",\"reason\":\"ALARM NOSPACE\"}\n");
            assertThat(get(lab.port(1), "/health?exclude=NOSPACE")).isEqualTo("200 " + WELL);
            assertThat(get(lab.port(1), "/health?exclude=CORRUPT&exclude=nospace"))
                    .isEqualTo("200 " + WELL);
        }
    }

    @Test
    void onlyGetAndHeadAreAnswered() throws Exception {
        try (Lab lab = new Lab(1)) {
            assertThat(raw(lab.port(1), "POST /health HTTP/1.1\r\nContent-Length: 9\r\n\r\n"))
                    .startsWith("HTTP/1.1 405 ");
            String head = raw(lab.port(1), "HEAD /health HTTP/1.0\r\n\r\n");
            assertThat(head)
                    .startsWith("HTTP/1.1 200 ")
                    .contains("content-length: " + WELL.length())
                    .endsWith("\r\n\r\n");
        }
    }

    @Test
    void whatIsNotHttpIsTurnedAwayAndHarmsNobody() throws Exception {
        try (Lab lab = new Lab(1)) {
            for (String nonsense :
                    List.of(
                            "PRX * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                            "PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n" + "\0".repeat(100),
                            "GET /" + "a".repeat(9000) + " HTTP/1.1\r\n\r\n",
                            "GET / HTTP/1.1\r\nA: " + "b".repeat(9000) + "\r\n\r\n",
                            "GET /%zz HTTP/1.1\r\n\r\n",
                            "\26\3\1\2\0\1\0\1\374\3\3")) {
                assertThat(raw(lab.port(1), nonsense + "\r\n\r\n")).doesNotContain(" 200 ");
            }
            assertThat(Ask.kv(lab.line(1)).put(Ask.put("a", "1"))).isNotNull();
        }
    }

    @Test
    void whoComesAfterAThousandThatLingerIsServed() throws Exception {
        List<Socket> lingering = new ArrayList<>();
        try (Lab lab = new Lab(1)) {
            for (int i = 0; i < 1_100; i++) {
                lingering.add(connected(lab.port(1)));
            }
            assertThat(get(lab.port(1), "/health")).isEqualTo("200 " + WELL);
            assertThat(lingering.getFirst().getInputStream().read()).isEqualTo(-1);
        } finally {
            for (Socket each : lingering) {
                each.close();
            }
        }
    }
}
