package dev.covey.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures subscriptions of a running master over HTTPS, with wrk from the same machine. */
final class SubscriptionBench {

    private static final Path WRK = Path.of("/usr/bin/wrk");
    private static final int SAMPLE = 500;

    private final Findings findings;

    SubscriptionBench(Findings findings) {
        this.findings = findings;
    }

    void run() throws IOException {
        if (!Files.isExecutable(WRK)) {
            findings.say("wrk is not on this machine (package wrk): subscriptions are left out.");
            return;
        }
        Path directory = Directories.make();
        try {
            Program.Home home = Program.copy(directory).founded(directory.resolve("data"));
            try (Program.Node node = home.up()) {
                measure(directory, new Accounts(home.data()), node);
            }
        } finally {
            Directories.delete(directory);
        }
    }

    private void measure(Path directory, Accounts accounts, Program.Node node) throws IOException {
        int users = findings.times(10_000, 100_000);
        double seconds = accounts.make(users);
        String size = "/" + users / 1000 + "k";
        findings.tell(Figure.free("users-made" + size, users / seconds, "1/s"));
        Path script = directory.resolve("wrk.lua");
        Files.writeString(script, script(accounts.paths(SAMPLE)));
        wrk(accounts.server(), script, 10); // compiles what runs often
        List<Double> rates = new ArrayList<>();
        List<Double> highs = new ArrayList<>();
        for (int i = 0; i < findings.times(3, 7); i++) {
            String said = wrk(accounts.server(), script, findings.times(3, 6));
            rates.add(number(said, "Requests/sec: +([0-9.]+)"));
            highs.add(millis(said));
        }
        findings.tell(
                Figure.alone(
                        "subscriptions" + size, Findings.middle(rates), "1/s", Aim.atLeast(5000)));
        findings.tell(
                Figure.alone(
                        "subscriptions-p99" + size, Findings.middle(highs), "ms", Aim.atMost(20)));
        findings.tell(Figure.free("memory" + size, node.memory() / (double) (1 << 20), "MiB"));
    }

    /** A client asks for one user after another. */
    private static String script(List<String> paths) {
        return """
        local paths = { %s }
        local at = 0
        request = function()
            at = at %% #paths + 1
            return wrk.format("GET", paths[at])
        end
        done = function(summary)
            local e = summary.errors
            if e.status + e.connect + e.read + e.write + e.timeout > 0 then
                print("failed")
            end
        end
        """
                .formatted("\"" + String.join("\", \"", paths) + "\"");
    }

    private static String wrk(String server, Path script, int seconds) throws IOException {
        Process wrk =
                new ProcessBuilder(
                                WRK.toString(),
                                "--threads=1",
                                "--connections=32",
                                "--duration=" + seconds + "s",
                                "--latency",
                                "--script=" + script,
                                server)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (said.contains("failed") || said.contains("Non-2xx")) {
            throw new IllegalStateException("Expected every request to succeed: " + said);
        }
        return said;
    }

    private static double millis(String said) {
        Matcher found = match(said, "99% +([0-9.]+)(us|ms|s)\\b");
        double factor =
                switch (found.group(2)) {
                    case "us" -> 0.001;
                    case "ms" -> 1;
                    default -> 1000;
                };
        return Double.parseDouble(found.group(1)) * factor;
    }

    private static double number(String said, String pattern) {
        return Double.parseDouble(match(said, pattern).group(1));
    }

    private static Matcher match(String said, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(said);
        if (!found.find()) {
            throw new IllegalStateException("Expected wrk to say " + pattern + ": " + said);
        }
        return found;
    }
}
