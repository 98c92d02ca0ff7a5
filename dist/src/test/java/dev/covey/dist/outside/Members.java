package dev.covey.dist.outside;

import static org.awaitility.Awaitility.await;

import dev.covey.dist.lab.App;
import dev.covey.dist.lab.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Members of a store, each a process on loopback, without TLS. */
final class Members implements AutoCloseable {

    private static final Duration BOUND = Duration.ofMinutes(3);

    private final List<Integer> ports;
    private final List<Running> processes = new ArrayList<>();

    /** Starts so many with a heap of so many megabytes, and waits until they have a leader. */
    Members(Path directory, int count, int heapMegabytes) {
        ports = Ports.free(2 * count);
        String all =
                IntStream.range(0, count)
                        .mapToObj(i -> "m" + i + "=http://127.0.0.1:" + ports.get(count + i))
                        .collect(Collectors.joining(","));
        for (int i = 0; i < count; i++) {
            processes.add(
                    Running.start(
                            directory.resolve("m" + i + ".log"),
                            Map.of(
                                    "JAVA_HOME",
                                    System.getProperty("java.home"),
                                    "COVEY_JAVA_OPTS",
                                    "-Xmx" + heapMegabytes + "m"),
                            App.home().resolve("bin/covey").toString(),
                            "store",
                            "--name=m" + i,
                            "--data-dir=" + directory.resolve("m" + i),
                            "--listen-client-urls=" + url(i),
                            "--listen-peer-urls=http://127.0.0.1:" + ports.get(count + i),
                            "--initial-cluster=" + all));
        }
        await("the members are well")
                .atMost(BOUND)
                .until(() -> IntStream.range(0, count).allMatch(this::isWell));
    }

    private boolean isWell(int member) {
        if (!processes.get(member).process().isAlive()) {
            throw new AssertionError(processes.get(member).said());
        }
        return Running.curl(url(member) + "/health").contains("\"true\"");
    }

    int port(int member) {
        return ports.get(member);
    }

    String url(int member) {
        return "http://127.0.0.1:" + port(member);
    }

    Running process(int member) {
        return processes.get(member);
    }

    /** The member that leads, from 0 on. */
    int leader() {
        return IntStream.range(0, processes.size())
                .filter(i -> processes.get(i).process().isAlive())
                .filter(i -> Running.curl(url(i) + "/metrics").contains("etcd_server_is_leader 1"))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        processes.forEach(Running::close);
    }
}
