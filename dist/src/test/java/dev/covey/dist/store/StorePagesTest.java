package dev.covey.dist.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.covey.pki.x509.PeerName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of a member, asked for with curl. */
class StorePagesTest {

    private static final Path CURL = Path.of("/usr/bin/curl");
    private static final String WELL = "{\"health\":\"true\",\"reason\":\"\"}";

    @TempDir Path directory;

    /** What curl prints, and the code it ends with. */
    private static String curl(String... words) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(CURL), "curl is not installed");
        List<String> line = new ArrayList<>(List.of(CURL.toString(), "-s", "-m", "30"));
        line.addAll(Arrays.asList(words));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        process.getOutputStream().close();
        byte[] said = process.getInputStream().readAllBytes();
        return process.waitFor() + " " + new String(said, StandardCharsets.UTF_8);
    }

    @Test
    void onAPlainPortTheyStandBesideTheCalls() throws Exception {
        try (StoreLab lab = new StoreLab(directory, 1)) {
            lab.start(1, "http");
            lab.leader();
            assertThat(curl("http://" + lab.endpoint(1) + "/health")).isEqualTo("0 " + WELL);
            assertThat(lab.ctl(1, "put", "a", "1")).isEqualTo("OK\n");
        }
    }

    @Test
    void withTlsTheyAreForHoldersOfACertificateOnly() throws Exception {
        int more = StoreLab.freePort();
        StorePki pki = new StorePki(directory);
        try (StoreLab lab = new StoreLab(directory, 1)) {
            pki.issue(PeerName.node("c", lab.name(1)), "peer");
            pki.issue(PeerName.server("c", lab.name(1)), "server");
            pki.issue(PeerName.node("c", "ada"), "ada");
            lab.start(
                    1,
                    "https",
                    "--listen-metrics-urls=https://127.0.0.1:" + more,
                    "--cert-file=" + pki.file("server.crt"),
                    "--key-file=" + pki.file("server.key"),
                    "--trusted-ca-file=" + pki.ca,
                    "--client-cert-auth",
                    "--peer-cert-file=" + pki.file("peer.crt"),
                    "--peer-key-file=" + pki.file("peer.key"),
                    "--peer-trusted-ca-file=" + pki.ca);
            lab.leader();
            String[] ada = {
                "--cacert", "" + pki.ca, "--cert", file(pki, "crt"), "--key", file(pki, "key")
            };
            for (String at : List.of(lab.endpoint(1), "127.0.0.1:" + more)) {
                String url = "https://" + at + "/health";
                assertThat(curl(with(ada, url))).isEqualTo("0 " + WELL);
                assertThat(curl(with(ada, "--http1.1", url))).isEqualTo("0 " + WELL);
                assertThat(curl(with(ada, "--no-alpn", url))).isEqualTo("0 " + WELL);
                assertThat(curl("--cacert", "" + pki.ca, url)).doesNotStartWith("0");
                assertThat(curl("http://" + at + "/health")).doesNotContain("health");
            }
            String[] ctl = {
                "--cacert=" + pki.ca,
                "--cert=" + pki.file("ada.crt"),
                "--key=" + pki.file("ada.key"),
                "put",
                "a",
                "1"
            };
            assertThat(lab.ctl(1, ctl)).isEqualTo("OK\n");
        }
    }

    private static String file(StorePki pki, String suffix) {
        return pki.file("ada." + suffix).toString();
    }

    private static String[] with(String[] first, String... then) {
        List<String> all = new ArrayList<>(Arrays.asList(first));
        all.addAll(Arrays.asList(then));
        return all.toArray(String[]::new);
    }
}
