package dev.covey.dist.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.model.ProblemException;
import dev.covey.pki.x509.PeerName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only who holds a certificate that the members believe comes in, and only as who it names. */
class MembersTlsTest {

    @TempDir Path directory;
    private Papers papers;
    private Papers foreign;

    @BeforeEach
    void make() throws IOException {
        papers = new Papers(directory.resolve("papers"));
        foreign = new Papers(directory.resolve("foreign"));
    }

    /** Starts a member with TLS between members; clients are served plainly. */
    private static StoreNode start(
            StoreLab lab, int member, Papers by, String named, String... more) throws IOException {
        List<String> flags = new ArrayList<>(by.of(PeerName.node("c", named), "peer-"));
        flags.add("--listen-client-urls=http://127.0.0.1:" + lab.port(member));
        flags.add("--listen-peer-urls=" + lab.peerUrl("https", member));
        flags.addAll(List.of(more));
        return lab.start(member, "http", flags.toArray(String[]::new));
    }

    @Test
    void aNewcomerIsKnownByItsCertificate() throws IOException {
        try (StoreLab lab = new StoreLab(directory, 4)) {
            String founders = "--initial-cluster=" + lab.members("https", 1, 2, 3);
            for (int i = 1; i <= 3; i++) {
                start(lab, i, papers, lab.name(i), founders);
            }
            lab.leader();
            assertThat(
                            lab.ctl(
                                    1,
                                    "member",
                                    "add",
                                    lab.name(4),
                                    "--peer-urls=" + lab.peerUrl("https", 4)))
                    .contains("added to cluster");
            String[] coming = {
                "--initial-cluster=" + lab.members("https", 1, 2, 3, 4),
                "--initial-cluster-state=existing",
                "--initial-cluster-token=another"
            };
            assertThatThrownBy(() -> start(lab, 4, foreign, lab.name(4), coming))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("Expected a member of --initial-cluster to say");
            assertThatThrownBy(() -> start(lab, 4, papers, lab.name(3), coming))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("a certificate whose common name is the member's name");
            String asOther = "--name=" + lab.name(2);
            String list =
                    "--initial-cluster="
                            + lab.members("https", 1, 3)
                            + ","
                            + lab.name(2)
                            + "="
                            + lab.peerUrl("https", 4);
            assertThatThrownBy(() -> start(lab, 4, papers, lab.name(2), coming[1], asOther, list))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("Expected a name that no member has");
            start(lab, 4, papers, lab.name(4), coming);
            StoreLab.until(
                    () ->
                            lab.ctl(1, "member", "list")
                                    .lines()
                                    .anyMatch(
                                            line ->
                                                    line.contains("started, " + lab.name(4))
                                                            && line.endsWith("false")));
            assertThat(lab.ctl(4, "put", "a", "1")).isEqualTo("OK\n");
            lab.stop(4);
            start(lab, 4, papers, lab.name(4), coming);
            StoreLab.until(() -> lab.ctl(4, "get", "a").equals("a\n1\n"));
        }
    }
}
