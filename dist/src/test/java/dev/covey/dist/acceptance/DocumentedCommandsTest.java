package dev.covey.dist.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.dist.lab.Host;
import dev.covey.dist.lab.Lab;
import dev.covey.dist.lab.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs what the documents tell people to type, in the order in which they are read. */
final class DocumentedCommandsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> ORDER =
            List.of(
                    "README.md",
                    "docs/vpn.md",
                    "docs/users.md",
                    "docs/command-line.md",
                    "docs/troubleshooting.md",
                    "docs/servers.md");
    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final Duration READY = Duration.ofMinutes(5);
    private static final String END = "exit=";

    @Test
    void everyBlockOfEveryDocumentSaysWhatItIs() throws IOException {
        for (Path document : documents()) {
            for (Fence fence : Fence.of(document)) {
                assertThat(fence.language())
                        .as(fence.place() + ": the language of a block")
                        .isIn("sh", "console", "text", "json", "yaml");
                String why = fence.marks().getOrDefault("not-run", "a reason");
                assertThat(why).as(fence.place()).hasSizeGreaterThan(5);
            }
        }
    }

    private static List<Path> documents() throws IOException {
        List<Path> all = new ArrayList<>(ORDER.stream().map(ROOT::resolve).toList());
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            docs.filter(d -> d.toString().endsWith(".md") && !all.contains(d))
                    .sorted()
                    .forEach(all::add);
        }
        return all;
    }

    @Test
    @Tag("acceptance")
    void everyCommandDoesWhatItsDocumentSays() throws IOException {
        List<Fence> run = new ArrayList<>();
        for (Path document : documents()) {
            Fence.of(document).stream().filter(Fence::run).forEach(run::add);
        }
        try (Lab lab = Lab.open()) {
            Stage stage = new Stage(lab);
            List<String> wrong = new ArrayList<>();
            run.stream().filter(f -> !f.has("last")).forEach(f -> tried(stage, f, wrong));
            run.stream().filter(f -> f.has("last")).forEach(f -> tried(stage, f, wrong));
            assertThat(wrong).as(() -> String.join("\n\n", wrong)).isEmpty();
        }
    }

    /** One wrong document does not hide the next; without a cluster there is no next. */
    private static void tried(Stage stage, Fence fence, List<String> wrong) {
        try {
            stage.play(fence);
        } catch (AssertionError e) {
            if (fence.has("background")) {
                throw e;
            }
            wrong.add(String.valueOf(e.getMessage()));
        }
    }

    /** The machines that the documents speak of. */
    private static final class Stage {
        private final Machines machines;
        private final Map<String, Host> hosts = new LinkedHashMap<>();

        Stage(Lab lab) {
            machines = new Machines(lab);
            Host one = host("one", 1);
            Host frankfurt = host("frankfurt", 7);
            host("bare", 9);
            machines.startSite(machines.host("site", 20), 443);
            one.run("ip addr add 203.0.113.1/24 dev eth0");
            frankfurt.run("ip addr add 203.0.113.7/24 dev eth0");
            one.run("mkdir -p ~/.ssh && ssh-keygen -q -t ed25519 -N '' -f ~/.ssh/id_ed25519");
            machines.startSshd(frankfurt, one.run("cat ~/.ssh/id_ed25519.pub").strip());
            for (String name : List.of("one", "bare")) {
                at(name).run(installed());
            }
        }

        private Host host(String name, int number) {
            Host host = machines.host(name, number);
            host.run("echo '10.77.0.20 www.example.org www.example.net' >> /etc/hosts");
            host.run("echo '10.77.0.1 vpn.example.org' >> /etc/hosts");
            hosts.put(name, host);
            return host;
        }

        private Host at(String name) {
            return Objects.requireNonNull(hosts.get(name), () -> "no host " + name);
        }

        /** As after an installation, and a checkout in root's home. */
        private String installed() {
            return "mkdir -p /etc/bash_completion.d /root/covey && printf '#!/bin/sh\\nexec env %s"
                            .formatted(machines.command("\"$@\""))
                    + "\\n' > /usr/local/bin/covey && chmod +x /usr/local/bin/covey"
                    + " && ln -sf /usr/local/bin/covey /root/covey/covey";
        }

        void play(Fence fence) {
            Host host = at(fence.host());
            if (fence.has("background")) {
                start(fence, host);
                return;
            }
            for (Fence.Shown shown : fence.shown()) {
                String said = host.tried(BOUND, script(fence, shown.command()));
                assertThat(said.strip())
                        .as(fence.place() + "\n" + shown.command() + "\nsaid\n" + said)
                        .endsWith(END + fence.exit());
                int from = 0;
                for (String line : shown.answer()) {
                    var found = Fence.shape(line).matcher(said);
                    assertThat(found.find(from))
                            .as(fence.place() + " shows\n" + line + "\nbut it said\n" + said)
                            .isTrue();
                    from = found.end();
                }
            }
        }

        private void start(Fence fence, Host host) {
            String command = String.join(" && ", fence.body());
            Running running = host.start("background", "bash -c 'cd ~/covey && " + command + "'");
            Awaitility.await(fence.place())
                    .atMost(READY)
                    .until(() -> !running.alive() || running.output().contains("Ctrl-C ends it"));
            assertThat(running.alive()).as(() -> fence.place() + "\n" + running.output()).isTrue();
        }

        /** Every command of a script must succeed; the locale is the poorest that there is. */
        private String script(Fence fence, String command) {
            String join =
                    fence.host().equals("bare")
                            ? "export JOIN='%s'\n".formatted(machines.value(at("one"), "join-info"))
                            : "";
            String run =
                    fence.has("answer")
                            ? "printf '%s\\n%s\\n' | script -qec 'bash -e /tmp/step.sh' /dev/null"
                                    .formatted(
                                            fence.marks().get("answer"),
                                            fence.marks().get("answer"))
                            : "bash -eo pipefail /tmp/step.sh < /dev/null";
            return "export HOME=/root LC_ALL=C TERM=dumb; cd ~/covey 2>/dev/null || cd ~\n"
                    + join
                    + "cat > /tmp/step.sh <<'END-OF-STEP'\n"
                    + command
                    + "\nEND-OF-STEP\n"
                    + run
                    + "\necho "
                    + END
                    + "$?";
        }
    }
}
