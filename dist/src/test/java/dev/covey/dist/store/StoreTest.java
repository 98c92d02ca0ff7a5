package dev.covey.dist.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.dist.lab.Ports;
import dev.covey.model.ProblemException;
import dev.covey.pki.x509.PeerName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database alone: one member or several, plain on loopback or with TLS. */
class StoreTest {

    @TempDir Path directory;

    @Test
    void oneMemberKeepsItsDataWhenItBeginsAgain() {
        try (StoreLab lab = new StoreLab(directory, 1)) {
            lab.start(1, "http", "--quota-backend-bytes=1000000");
            lab.leader();
            assertThat(lab.ctl(1, "put", "a", "1")).isEqualTo("OK\n");
            String granted = lab.ctl(1, "lease", "grant", "600");
            lab.ctl(1, "put", "b", "2", "--lease=" + granted.split(" ", -1)[1]);
            lab.stop(1);
            lab.start(1, "http");
            lab.leader();
            assertThat(lab.ctl(1, "get", "a")).isEqualTo("a\n1\n");
            assertThat(lab.ctl(1, "lease", "list")).contains(granted.split(" ", -1)[1]);
            assertThat(lab.ctl(1, "endpoint", "status", "-w", "json")).contains("\"leader\":");
        }
    }

    @Test
    void threeMembersServeFromEachAndOutliveTheirLeader() {
        try (StoreLab lab = new StoreLab(directory, 3)) {
            for (int i = 1; i <= 3; i++) {
                lab.start(i, "http");
            }
            int leader = lab.leader();
            String granted = lab.ctl(1, "lease", "grant", "600");
            String lease = granted.split(" ", -1)[1];
            for (int i = 1; i <= 3; i++) {
                assertThat(lab.ctl(i, "put", "k" + i, "v", "--lease=" + lease)).isEqualTo("OK\n");
                assertThat(lab.ctl(i, "lease", "keep-alive", "--once", lease))
                        .contains("keepalived with TTL(600)");
            }
            assertThat(lab.ctl(1, "member", "list").lines())
                    .hasSize(3)
                    .allSatisfy(
                            line -> assertThat(line).contains(", http://").doesNotContain("https"));
            lab.stop(leader);
            int next = lab.leader();
            int other = 6 - leader - next;
            assertThat(lab.ctl(other, "put", "after", "1")).isEqualTo("OK\n");
            assertThat(lab.ctl(next, "get", "k", "--prefix", "--keys-only"))
                    .isEqualTo("k1\n\nk2\n\nk3\n\n");
            assertThat(lab.ctl(other, "lease", "timetolive", lease)).contains("granted with TTL");
            lab.start(leader, "http");
            StoreLab.until(() -> lab.ctl(leader, "get", "after").equals("after\n1\n"));
            assertThat(lab.ctl(other, "lease", "revoke", lease)).contains("revoked");
            assertThat(lab.ctl(leader, "get", "k", "--prefix", "--keys-only")).isEmpty();
        }
    }

    @Test
    void withTlsOnlyHoldersOfACertificateAreServed() throws IOException {
        Papers papers = new Papers(directory.resolve("papers"));
        try (StoreLab lab = new StoreLab(directory, 3)) {
            for (int i = 1; i <= 3; i++) {
                List<String> flags = new ArrayList<>(List.of("--client-cert-auth"));
                flags.addAll(papers.of(PeerName.server("c", lab.name(i)), ""));
                flags.addAll(papers.of(PeerName.node("c", lab.name(i)), "peer-"));
                lab.start(i, "https", flags.toArray(String[]::new));
            }
            lab.leader();
            papers.of(PeerName.node("c", "ada"), "");
            String[] asAda = {
                "--cacert=" + papers.ca(),
                "--cert=" + papers.file("node-ada.crt"),
                "--key=" + papers.file("node-ada.key"),
                "put",
                "a",
                "1"
            };
            for (int i = 1; i <= 3; i++) {
                assertThat(lab.ctl(i, asAda)).isEqualTo("OK\n");
            }
            assertThat(
                            lab.ctl(
                                    1,
                                    "--cacert=" + papers.ca(),
                                    "--dial-timeout=1s",
                                    "--command-timeout=3s",
                                    "get",
                                    "a"))
                    .contains("Error");
        }
    }

    @Test
    void aMemberSaysByHttpHowItIs() throws Exception {
        int port = Ports.free();
        String url = "http://127.0.0.1:" + port;
        try (StoreLab lab = new StoreLab(directory, 1);
                HttpClient client = HttpClient.newHttpClient()) {
            lab.start(1, "http", "--listen-metrics-urls=" + url);
            lab.leader();
            lab.ctl(1, "put", "a", "1");
            assertThat(page(client, url + "/health"))
                    .isEqualTo("200 {\"health\":\"true\",\"reason\":\"\"}");
            assertThat(page(client, url + "/metrics"))
                    .startsWith("200 ")
                    .contains("\netcd_server_is_leader 1\n")
                    .contains("\netcd_debugging_mvcc_current_revision 2\n");
        }
    }

    private static String page(HttpClient client, String url) throws Exception {
        var answer =
                client.send(
                        HttpRequest.newBuilder(URI.create(url)).build(),
                        HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    @Test
    void thePastIsForgottenByItselfWhereThatIsWanted() {
        try (StoreLab lab = new StoreLab(directory, 1)) {
            lab.start(1, "http", "--auto-compaction-retention=1s");
            lab.leader();
            lab.ctl(1, "put", "a", "1");
            lab.ctl(1, "put", "a", "2");
            StoreLab.until(() -> lab.ctl(1, "get", "a", "--rev=2").contains("compacted"));
            assertThat(lab.ctl(1, "get", "a")).isEqualTo("a\n2\n");
        }
    }

    @Test
    void whatWouldBeUnprotectedOrMakesNoSenseIsRefused() {
        try (StoreLab lab = new StoreLab(directory, 1)) {
            assertRefused(lab, "--listen-client-urls=http://0.0.0.0:2379", "http on loopback");
            assertRefused(lab, "--listen-client-urls=https://127.0.0.1:2379", "cert-file");
            assertRefused(lab, "--listen-client-urls=2379", "http(s)://HOST:PORT");
            assertRefused(lab, "--initial-cluster=else=http://127.0.0.1:1", "names this member");
            assertRefused(lab, "--initial-cluster-state=maybe", "new or existing");
            assertRefused(lab, "--auto-compaction-mode=daily", "periodic or revision");
            assertRefused(lab, "--auto-compaction-retention=1d", "hours (12)");
            assertRefused(lab, "--listen-metrics-urls=http://0.0.0.0:1", "http on loopback");
            assertRefused(lab, "--listen-metrics-urls=https://127.0.0.1:1", "cert-file");
        }
    }

    private static void assertRefused(StoreLab lab, String flag, String why) {
        assertThatThrownBy(() -> lab.start(1, "http", flag))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(why);
    }
}
