package dev.covey.dist.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.dist.lab.Host;
import dev.covey.dist.lab.Lab;
import dev.covey.dist.lab.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The console as a master serves it, driven in Chromium on a host of its own. What it does there is
 * told by {@code console/e2e/real}; nothing is pretended.
 */
@Tag("acceptance")
final class ConsoleInBrowserTest {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final Duration STORY = Duration.ofMinutes(10);
    private static final String SITE = "10.77.0.20:443";
    // Of its own, so that neither inbound waits while the other's core speaks with its site.
    private static final String OTHER_SITE = "10.77.0.20:444";
    private static final String PASSWORD_FILE = "/var/lib/covey/admin-password";
    private static final String ROOT_PASSWORD = "of-the-second-host";

    private final Path console = Path.of("../console").toAbsolutePath().normalize();

    @Test
    void aClusterIsRunInARealBrowser() {
        String node = Machines.program("node", "COVEY_NODE");
        String chromium = Machines.program("chromium", "CHROMIUM");
        Path playwright = console.resolve("node_modules/@playwright/test/cli.js");
        Assumptions.assumeTrue(
                Files.exists(playwright), "needs the console's packages: ./dev test installs them");
        try (Lab lab = Lab.open()) {
            Machines machines = new Machines(lab);
            Map<String, String> told = cluster(machines);
            told.put("CHROMIUM", chromium);
            told.put("COVEY_TEST_RESULTS", "/root/results");
            Host browser = machines.host("browser", 30);
            Running story =
                    browser.start(
                            "story",
                            "env %s %s %s test -c %s"
                                    .formatted(
                                            environment(told),
                                            node,
                                            playwright,
                                            console.resolve("e2e/real/playwright.config.ts")));
            int exit = story.await(STORY);
            System.out.println(story.output());
            assertThat(exit).as(() -> story.output() + "\n" + machines.outputs()).isZero();
        }
    }

    /** Starts a cluster on one host and a bare server on another; returns what the story needs. */
    private static Map<String, String> cluster(Machines machines) {
        Host one = machines.host("one", 1);
        Host two = machines.host("two", 2);
        Host site = machines.host("site", 20);
        machines.startSite(site, 443);
        machines.startSite(site, 444);
        two.run("echo root:" + ROOT_PASSWORD + " | chpasswd");
        Running sshd = machines.startSshd(two, "");
        Running up = machines.start(one, "up", "up --masquerade " + SITE);
        Awaitility.await("the cluster is up and the second host takes log-ins")
                .atMost(SOON)
                .until(
                        () ->
                                up.output().contains("Ports to open")
                                        && sshd.output().contains("listening"));
        Map<String, String> told = new LinkedHashMap<>();
        told.put("COVEY_URL", "https://" + one.address() + ":8443");
        told.put("COVEY_PASSWORD", one.run("cat " + PASSWORD_FILE).strip());
        told.put("COVEY_MASTER", one.name());
        told.put("COVEY_SITE", OTHER_SITE);
        told.put("COVEY_SSH_HOST", two.address());
        told.put("COVEY_SSH_PORT", "22");
        told.put("COVEY_SSH_USER", "root");
        told.put("COVEY_SSH_PASSWORD", ROOT_PASSWORD);
        told.put("COVEY_SSH_HOST_KEY", hostKey(two));
        return told;
    }

    private static String hostKey(Host host) {
        return host.run("ssh-keygen -lf /etc/covey-test/host_key.pub | cut -d' ' -f2").strip();
    }

    private static String environment(Map<String, String> told) {
        return told.entrySet().stream()
                .map(e -> e.getKey() + "='" + e.getValue() + "'")
                .collect(Collectors.joining(" "));
    }
}
