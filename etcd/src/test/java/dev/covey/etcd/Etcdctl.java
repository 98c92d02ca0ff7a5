package dev.covey.etcd;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's command line for etcd, pointed at some endpoints. */
final class Etcdctl {

    private static final Path PROGRAM = Path.of("/usr/bin/etcdctl");
    private static final long LONGEST_SECONDS = 60;

    private final String endpoints;

    Etcdctl(String endpoints) {
        assumeTrue(Files.isExecutable(PROGRAM), "etcdctl is not installed");
        this.endpoints = endpoints;
    }

    /** Runs one command; what it printed, both streams, without what differs from run to run. */
    String run(String... words) {
        return run("", Arrays.asList(words));
    }

    /** Runs one command that reads its input. */
    String feed(String input, String... words) {
        return run(input, Arrays.asList(words));
    }

    private String run(String input, List<String> words) {
        List<String> line = new ArrayList<>();
        line.add(PROGRAM.toString());
        line.addAll(List.of("--endpoints", endpoints));
        line.addAll(words);
        try {
            Process process = started(line);
            try (var out = process.getOutputStream()) {
                out.write(input.getBytes(StandardCharsets.UTF_8));
            }
            byte[] said = process.getInputStream().readAllBytes();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("etcdctl does not end: " + words);
            }
            return plain(new String(said, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Starts a command that goes on until it is ended. */
    Process start(String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of(PROGRAM.toString(), "--endpoints", endpoints));
        line.addAll(Arrays.asList(words));
        return started(line);
    }

    private static Process started(List<String> line) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("ETCDCTL_API", "3");
        return builder.start();
    }

    /** Log lines, ids and terms differ between any two servers. */
    private static String plain(String said) {
        return said.lines()
                .filter(line -> !line.startsWith("{\"level\""))
                .map(
                        line ->
                                line.replaceAll("\"(cluster_id|member_id)\":\\d+", "\"$1\":0")
                                        .replaceAll("\"raft_term\":\\d+", "\"raft_term\":0")
                                        .replaceAll("(ClusterID|MemberID|RaftTerm)\" : .*", "$1"))
                .reduce("", (all, line) -> all + line + "\n");
    }
}
