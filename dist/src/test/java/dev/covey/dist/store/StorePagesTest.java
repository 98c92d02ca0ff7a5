package dev.covey.dist.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.covey.dist.lab.Ports;
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
        int more = Ports.free();
        Papers papers = new Papers(directory.resolve("papers"));
        try (StoreLab lab = new StoreLab(directory, 1)) {
            List<String> flags = new ArrayList<>();
            flags.add("--client-cert-auth");
            flags.add("--listen-metrics-urls=https://127.0.0.1:" + more);
            flags.addAll(papers.of(PeerName.server("c", lab.name(1)), ""));
            flags.addAll(papers.of(PeerName.node("c", lab.name(1)), "peer-"));
            papers.of(PeerName.node("c", "ada"), "");
            lab.start(1, "https", flags.toArray(String[]::new));
            lab.leader();
            String ca = papers.ca().toString();
            String crt = papers.file("node-ada.crt").toString();
            String key = papers.file("node-ada.key").toString();
            String[] ada = {"--cacert", ca, "--cert", crt, "--key", key};
            for (String at : List.of(lab.endpoint(1), "127.0.0.1:" + more)) {
                String url = "https://" + at + "/health";
                assertThat(curl(with(ada, url))).isEqualTo("0 " + WELL);
                assertThat(curl(with(ada, "--http1.1", url))).isEqualTo("0 " + WELL);
                assertThat(curl(with(ada, "--no-alpn", url))).isEqualTo("0 " + WELL);
                assertThat(curl("--cacert", ca, url)).doesNotStartWith("0");
                assertThat(curl("http://" + at + "/health")).doesNotContain("health");
            }
            String[] ctl = {"--cacert=" + ca, "--cert=" + crt, "--key=" + key, "put", "a", "1"};
            assertThat(lab.ctl(1, ctl)).isEqualTo("OK\n");
        }
    }

    private static String[] with(String[] first, String... then) {
        List<String> all = new ArrayList<>(Arrays.asList(first));
        all.addAll(Arrays.asList(then));
        return all.toArray(String[]::new);
    }
}
