package dev.covey.dist.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.dist.lab.App;
import dev.covey.dist.lab.Host;
import dev.covey.dist.lab.Lab;
import dev.covey.dist.lab.Running;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tarball and the .deb of {@code ./dev package}, on a machine without Java. */
@Tag("acceptance")
final class PackagedTest {

    private static final Duration SOON = Duration.ofMinutes(4);
    private static final String NOTHING_SET = "env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin ";
    private static final String OURS =
            "find /etc /opt /usr /var -xdev -path /usr/share/bash-completion -prune -o -iname"
                    + " '*covey*' -print | sort";

    private Lab lab;
    private Host host;

    /** Packs what Maven built, as {@code ./dev package} does, and takes Java away. */
    @BeforeEach
    void pack() {
        lab = Lab.open();
        host = lab.host("one", 1);
        Path root = Path.of("..").toAbsolutePath().normalize();
        host.run(
                SOON,
                """
                root='%s' app='%s' && export JAVA_HOME='%s' COVEY_XRAY='%s' && mkdir /srv/made
                . $root/tools/lib.sh && . $root/tools/package.sh
                make_package /srv/made "$(machine)" "$(package_version)" && rm -rf /srv/made/deb
                """
                        .formatted(
                                root,
                                App.home(),
                                System.getProperty("java.home"),
                                Machines.program("xray", "COVEY_XRAY")));
        host.run("mount -t tmpfs none /usr/lib/jvm");
    }

    @AfterEach
    void away() {
        lab.close();
    }

    @Test
    void bothRunWithNothingInstalledAndTheDebGoesWithoutATrace() {
        host.run(SOON, "mkdir /srv/any && tar -C /srv/any -xzf /srv/made/covey-linux-*.tar.gz");
        runs("/srv/any/covey/bin/covey ", "/srv/first");

        String before = host.run(OURS);
        host.run(SOON, "dpkg -i /srv/made/covey_*.deb");
        assertThat(host.run("ls /usr/lib/covey/cache").split("\n"))
                .containsExactlyInAnyOrder("cli.aot", "server.aot", "worker.aot");
        runs("covey ", "/srv/second");
        host.run(SOON, "dpkg --remove covey");
        assertThat(host.run(OURS)).isEqualTo(before);
        host.run("dpkg --purge covey");
        assertThat(host.run("dpkg-query -W -f '${db:Status-Status}' covey 2>&1 || true"))
                .doesNotContain("installed", "config-files");
    }

    private void runs(String covey, String data) {
        assertThat(host.run(NOTHING_SET + covey + "--version")).startsWith("covey ");
        String here = " --data-dir " + data;
        Running up = host.start("up" + data.replace('/', '-'), NOTHING_SET + covey + "up" + here);
        Awaitility.await(covey + "up")
                .atMost(SOON)
                .until(() -> !up.alive() || up.output().contains("Ctrl-C ends it"));
        assertThat(host.tried(SOON, NOTHING_SET + covey + "status" + here))
                .as(up::output)
                .contains("1 masters, 1 workers", "1 inbounds");
        host.run("kill $(cat " + data + "/lock)");
        assertThat(up.await(SOON)).isNotEqualTo(1);
    }
}
