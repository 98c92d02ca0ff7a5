package dev.covey.dist.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.dist.lab.App;
import dev.covey.dist.lab.Host;
import dev.covey.dist.lab.Lab;
import dev.covey.dist.lab.Running;
import dev.covey.dist.lab.Wall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** What the acceptance tests put on their hosts. */
final class Machines {

    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final Duration SHORT = Duration.ofSeconds(20);
    private static final int TAIL = 3000;

    private final Path app = App.home();
    private final String java = System.getProperty("java.home");
    private final Map<String, Running> started = new LinkedHashMap<>();
    private final Lab lab;
    private final String xray;

    Machines(Lab lab) {
        this.lab = lab;
        this.xray = program("xray", "COVEY_XRAY");
    }

    /** A program that tests need; without it they are skipped with the reason. */
    static String program(String name, String variable) {
        Optional<String> found =
                Optional.ofNullable(System.getenv(variable))
                        .filter(p -> Files.isExecutable(Path.of(p)))
                        .or(() -> onPath(name));
        if (found.isEmpty()) {
            Assumptions.abort("needs the program " + name + " (" + variable + " or PATH)");
        }
        return found.orElseThrow();
    }

    private static Optional<String> onPath(String name) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .map(dir -> Path.of(dir, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** A host that can run Covey from the built program. */
    Host host(String name, int number) {
        return lab.host(name, number);
    }

    /**
     * Runs a command of Covey that must succeed; returns both of its streams. It is repeated, as a
     * person would, while it says that nothing was done because no master is active now.
     */
    String covey(Host host, String arguments) {
        return host.run(
                BOUND,
                "for try in {1..20}; do out=$(%s 2>&1); code=$?; [ $code = 6 ] || break; sleep 1;"
                                .formatted(command(arguments))
                        + " done; printf '%s\\n' \"$out\"; exit $code");
    }

    /** The last line that a command of Covey prints; in a pipe that is the bare value. */
    String value(Host host, String arguments) {
        String text = covey(host, arguments).strip();
        return text.substring(text.lastIndexOf('\n') + 1).strip();
    }

    /** Runs a command of Covey whatever comes of it; returns both of its streams. */
    String tried(Host host, String arguments) {
        return host.tried(BOUND, command(arguments));
    }

    /** The exit code of a command of Covey. */
    int exit(Host host, String arguments) {
        return host.exitOf(BOUND, command(arguments));
    }

    /** Starts a command of Covey that goes on. */
    Running start(Host host, String label, String arguments) {
        return start(host, label, Wall.RIGHT, arguments);
    }

    /** Starts a command of Covey that goes on, with a wall clock of its own. */
    Running start(Host host, String label, Wall wall, String arguments) {
        return begin(host, label, wall.shown() + command(arguments));
    }

    private Running begin(Host host, String label, String command) {
        Running running = host.start(label, command);
        started.put(host.name() + " " + label, running);
        return running;
    }

    /** Runs a command of Covey that must succeed, with a wall clock of its own. */
    String covey(Host host, Wall wall, String arguments) {
        return host.run(BOUND, wall.shown() + command(arguments));
    }

    /** What everything that was started has said last; for the report of a failure. */
    String outputs() {
        StringBuilder all = new StringBuilder();
        started.forEach(
                (label, running) -> {
                    String output = running.output();
                    all.append("==== ").append(label).append(running.alive() ? "" : " (ended)");
                    all.append('\n')
                            .append(output, Math.max(0, output.length() - TAIL), output.length());
                });
        return all.toString();
    }

    /** Waits until a node that was started can do its work. */
    static Running ready(Host host, Running node) {
        Cluster.until(
                host.name() + " is ready",
                () -> {
                    assertThat(node.alive()).as(node::output).isTrue();
                    return host.exitOf(SHORT, "test -e /var/lib/covey/run/ready") == 0;
                });
        return node;
    }

    /** How a command of Covey is run, for a shell. */
    String command(String arguments) {
        return environment() + " " + app + "/bin/covey " + arguments;
    }

    private String environment() {
        return "JAVA_HOME=" + java + " COVEY_XRAY=" + xray;
    }

    /** Starts a class of the tests, which must need nothing but Java, in a JVM of its own. */
    Running startClass(Host host, Class<?> type, String arguments) {
        String classes = Path.of("target/test-classes").toAbsolutePath().toString();
        return begin(
                host,
                type.getSimpleName(),
                "%s/bin/java -Xmx64m -XX:+UseSerialGC -cp %s %s %s"
                        .formatted(java, classes, type.getName(), arguments));
    }

    /** Starts a TLS 1.3 site that inbounds can wear the face of. */
    Running startSite(Host host, int port) {
        String keys = "/root/site-" + port;
        host.run(
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30"
                        + " -subj /CN=site.test -addext subjectAltName=DNS:site.test"
                        + " -keyout %1$s.key -out %1$s.crt 2>/dev/null".formatted(keys));
        host.run(
                "openssl pkcs12 -export -inkey %1$s.key -in %1$s.crt -out %1$s.p12 -passout pass:%2$s"
                        .formatted(keys, Site.PASSWORD));
        return startClass(host, Site.class, port + " " + keys + ".p12");
    }

    /** Starts the web server. */
    Running startWeb(Host host) {
        return startClass(host, ByteServer.class, "");
    }

    /**
     * Starts a real sshd that takes the given public key for root; returns nothing but readiness.
     */
    Running startSshd(Host host, String publicKey) {
        host.run(
                "mkdir -p /root/.ssh /etc/covey-test && chmod 700 /root/.ssh && ssh-keygen -q -t"
                        + " ed25519 -N '' -f /etc/covey-test/host_key && echo '"
                        + publicKey
                        + "' > /root/.ssh/authorized_keys && chmod 600 /root/.ssh/authorized_keys");
        return begin(
                host,
                "sshd",
                "/usr/sbin/sshd -D -e -o UsePAM=no -o StrictModes=no -o PermitRootLogin=yes -h"
                        + " /etc/covey-test/host_key -p 22 -o PidFile=/run/sshd-test.pid");
    }
}
