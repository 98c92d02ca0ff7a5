package dev.covey.dist.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input of every kind: refused, nothing lost, nothing leaked, nothing hanging. */
@Tag("acceptance")
final class HostileInputTest {

    private static final Duration SETTLED = Duration.ofMinutes(2);
    private static final long MORE_MEMORY_KB = 300_000;
    private static final long MORE_THREADS = 30;
    private static final long MORE_DESCRIPTORS = 60;
    private static final int LARGEST_LOG = 1 << 20;

    @TempDir Path directory;

    @Test
    void nothingThatComesInDoesHarm() throws Exception {
        try (Node node = new Node(directory)) {
            Api api = new Api(node);
            api.warmUp();
            String before = api.state();
            long memory = node.figure("VmRSS");
            long threads = node.figure("Threads");
            long descriptors = node.descriptors();
            String tale = siege(node, api);
            Awaitility.await("connections are given back")
                    .atMost(SETTLED)
                    .untilAsserted(
                            () ->
                                    assertThat(node.descriptors())
                                            .isLessThan(descriptors + MORE_DESCRIPTORS));
            System.out.printf(
                    "%s; memory %d -> %d MB, threads %d -> %d, descriptors %d -> %d, log %d kB%n",
                    tale,
                    memory >> 10,
                    node.figure("VmRSS") >> 10,
                    threads,
                    node.figure("Threads"),
                    descriptors,
                    node.descriptors(),
                    node.log().length() >> 10);
            assertThat(node.figure("VmRSS")).isLessThan(memory + MORE_MEMORY_KB);
            assertThat(node.figure("Threads")).isLessThan(threads + MORE_THREADS);
            assertThat(api.state()).isEqualTo(before);
            assertThat(node.log()).hasSizeLessThan(LARGEST_LOG).doesNotContain("\tat ");
        }
    }

    private String siege(Node node, Api api) throws Exception {
        try (Bystander bystander = new Bystander(node);
                Patience slow = new Patience(node)) {
            new Strangers(node).all();
            new Requests(node, api).all();
            new Joiners(node, api, directory).all();
            slow.areAllSentAway();
            assertThat(bystander.failures()).isEmpty();
            assertThat(node.alive()).as(node::log).isTrue();
            return bystander.tale();
        }
    }
}
