package dev.covey.master.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class HostileInputTest {
    private static final String USERS = "/v1/clusters/self/users";

    private final Rig rig = new Rig();
    private final Caller nobody = rig.start();
    private final Caller root = nobody.root();

    @AfterEach
    void stop() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"x\"",
                "{\"name\":1}",
                "{\"name\":[]}",
                "{\"name\":null}",
                "{\"name\":\"\"}",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"name\":\"a\"}{}",
                "{\"name\":\"a\",\"number\":7}",
                "{\"name\":\"a\",\"credential\":\"x\"}",
                "{\"name\":\"a\",\"dataLimitBytes\":\"7\"}",
                "{\"name\":\"a\",\"dataLimitBytes\":1.5}",
                "{\"name\":\"a\",\"dataLimitBytes\":-1}",
                "{\"name\":\"a\",\"dataLimitBytes\":99999999999999999999}",
                "{\"name\":\"a\",\"expiresAt\":\"tomorrow\"}",
                "{\"name\":\"a\",\"expiresAt\":\"+999999999-01-01T00:00:00Z\"}",
                "{\"name\":\"a\",\"enabled\":\"yes\"}",
                "{\"name\":\"a\",\"routes\":\"west\"}",
                "{\"name\":\"a\",\"routes\":[1]}",
                "{\"name\":\"a\",\"labels\":[]}",
                "{\"name\":\"a\\u0000b\"}",
                "{\"name\":\"a/b\"}",
                "{\"name\":\"../../etc\"}",
                "{\"name\":\"<script>\"}",
            })
    void aBodyThatIsWrongIsRefusedAndChangesNothing(String body) {
        long before = rig.store.view().revision();
        Caller.Answer answer = root.post(USERS, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertProblem(answer);
        assertThat(rig.store.view().revision()).isEqualTo(before);
    }

    @Test
    void deepAndLargeJsonIsRefused() {
        String deep = "{\"name\":" + "[".repeat(5000) + "]".repeat(5000) + "}";
        assertThat(root.post(USERS, deep).status()).isEqualTo(400);
        String large = "{\"name\":\"" + "a".repeat(300_000) + "\"}";
        Caller.Answer answer = root.post(USERS, large);
        assertThat(answer.status()).isEqualTo(413);
        assertProblem(answer);
        for (int i = 0; i < 20; i++) {
            Caller.Answer huge = root.post(USERS, "{\"name\":\"" + "a".repeat(4_000_000) + "\"}");
            assertThat(huge.status()).isEqualTo(413);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/nothing",
                "/v1/clusters/self/users/",
                "/v1//clusters",
                "/v1/clusters/self/users/%2e%2e/nodes",
                "/v1/clusters/self/users/%00",
                "/v1/clusters/self/users/%zz",
                "/v1/clusters/self/users/%ff%fe",
                "/v1/clusters/self/users?limit=0",
                "/v1/clusters/self/users?limit=abc",
                "/v1/clusters/self/users?limit=1&limit=2",
                "/v1/clusters/self/users?continue=%21%21",
                "/v1/clusters/self/users?watch=maybe",
                "/v1/clusters/self/users/%F0%9F%90%91:fly",
                "/sub/../../etc/passwd",
                "/sub/AAAAAAAAAAAAAAAAAAAAAAAA",
                "/console/../MasterApi.class",
                "/dev/covey/master/api/openapi/schemas.json",
            })
    void aPathThatLeadsNowhereIsRefused(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: a\r\n" + authorization());
        assertThat(answer).matches("(?s)HTTP/1.1 (400|404|405).*");
        assertThat(answer).doesNotContain("at dev.covey", "Exception", "root:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "GET\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nBad Header\r\n\r\n",
                "POST /v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
                "POST /v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: x\r\n\r\n",
            })
    void bytesThatAreNoRequestEndTheConnection(String bytes) throws IOException {
        String answer = raw(bytes.substring(0, bytes.length() - 2));
        assertThat(answer).matches("(?s)(HTTP/1.1 4\\d\\d .*)?");
        assertThat(answer).doesNotContain("at dev.covey", "at io.helidon", "Exception");
    }

    @Test
    void largeHeadersAreRefused() throws IOException {
        String answer =
                raw("GET /healthz HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(100_000) + "\r\n");
        assertThat(answer).startsWith("HTTP/1.1 4");
    }

    @Test
    void methodsAndTypesThatAreNotServedAreRefused() {
        assertThat(root.send("PUT", USERS, Optional.of("{}")).status()).isEqualTo(405);
        assertThat(root.send("BREW", USERS, Optional.empty()).status()).isEqualTo(405);
        assertThat(root.send("OPTIONS", USERS, Optional.empty()).status()).isEqualTo(405);
        Caller form = root.with("Content-Type", "application/x-www-form-urlencoded");
        assertThat(form.post(USERS, "name=a").status()).isEqualTo(415);
        assertThat(root.with("If-Match", "\"x\"").patch(USERS + "/a", "{}").status())
                .isEqualTo(400);
        assertThat(root.with("Request-Id", "a b").post(USERS, "{}").status()).isEqualTo(400);
        assertThat(root.with("Covey-Least-Revision", "x").get(USERS).status()).isEqualTo(400);
        assertThat(root.with("Covey-Least-Revision", "99999").get(USERS).status()).isEqualTo(400);
        assertThat(nobody.with("Authorization", "Basic eDp5").get(USERS).status()).isEqualTo(401);
        assertThat(nobody.with("Cookie", "covey_session=" + "x".repeat(43)).get(USERS).status())
                .isEqualTo(401);
    }

    @Test
    void manyAtOnceAreAllServed() {
        List<Caller.Answer> answers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String name = "u" + i;
            threads.add(
                    Thread.startVirtualThread(
                            () -> {
                                Caller.Answer answer =
                                        root.post(USERS, "{\"name\":\"" + name + "\"}");
                                synchronized (answers) {
                                    answers.add(answer);
                                }
                            }));
        }
        threads.forEach(HostileInputTest::join);
        assertThat(answers).hasSize(40).allMatch(a -> a.status() == 201);
        assertThat(answers.stream().map(a -> a.json().path("number").asLong()).distinct())
                .hasSize(40);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertProblem(Caller.Answer answer) {
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("code").asString()).isNotEmpty();
        assertThat(answer.text()).doesNotContain("Exception", "at dev.covey", "tools.jackson");
    }

    private String authorization() {
        return "Authorization: Bearer " + Rig.ROOT + "\r\n";
    }

    /**
     * Sends bytes with an empty line after them, and reads until the server closes or is silent.
     */
    private String raw(String bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.address().port())) {
            socket.setSoTimeout(700);
            socket.getOutputStream()
                    .write(
                            (bytes + "Connection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.ISO_8859_1));
            return read(socket.getInputStream());
        }
    }

    private static String read(InputStream in) {
        StringBuilder text = new StringBuilder();
        try {
            byte[] chunk = new byte[8192];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                text.append(new String(chunk, 0, n, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            return text.toString(); // closed hard, or silent
        }
        return text.toString();
    }
}
