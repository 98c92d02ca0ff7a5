package dev.covey.dist.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.covey.etcd.v3.KVGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever clients do, a member's memory is bounded and the others are served. */
@Tag("acceptance")
final class SiegeTest {

    private static final int HEAP_MEGABYTES = 192;

    /** The heap, as much again for the network's buffers, and the program itself. */
    private static final long MOST_MEGABYTES = 2 * HEAP_MEGABYTES + 350;

    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final int MEGABYTE = 1 << 20;

    @TempDir Path directory;

    /** A member, and who is served by it. */
    private record Scene(Members members, Honest honest) {}

    @FunctionalInterface
    private interface Attack {
        void on(Siege siege) throws Exception;
    }

    @Test
    void memoryIsBoundedAndTheOthersAreServed() throws Exception {
        try (Members one = new Members(directory, 1, HEAP_MEGABYTES);
                Honest client = new Honest(one.port(0))) {
            Scene scene = new Scene(one, client);
            attack(scene, "a flood of puts that never reads", SiegeTest::flood);
            attack(
                    scene,
                    "1,000 watches that never read",
                    siege -> deafWatches(siege, one.port(0)));
            attack(scene, "10,000 connections", siege -> siege.linger(10_000));
            attack(scene, "a request of 100 MB", SiegeTest::hugeRequest);
            attack(scene, "2,000 requests that stay halves", SiegeTest::halves);
            attack(
                    scene,
                    "64 times 40 MB asked for and not read",
                    siege -> hugeAnswers(siege, one.port(0)));
            attack(scene, "nonsense", siege -> siege.talkNonsense(42, 200));
            attack(scene, "all the space there is", _ -> fill(one.port(0)));
            attack(scene, "10,000 connections, with no space left", siege -> siege.linger(10_000));
            attack(scene, "10,000 silent calls, with no space left", SiegeTest::silentCalls);
            attack(scene, "2,000 halves, with no space left", SiegeTest::halves);
            attack(scene, "64 times 40 MB, with no space left", SiegeTest::askManyTimes);
        }
    }

    private static void attack(Scene scene, String name, Attack attack) throws Exception {
        Honest honest = scene.honest();
        var _ = honest.slowestMillis();
        try (Siege siege = new Siege(scene.members().port(0))) {
            attack.on(siege);
            Running process = scene.members().process(0);
            int before = honest.served();
            await(name + ": the honest client is served")
                    .atMost(BOUND)
                    .until(() -> honest.served() > before + 3 || !process.process().isAlive());
            assertThat(process.process().isAlive()).describedAs(process.said()).isTrue();
            long resident = process.figure("VmRSS") >> 10;
            System.out.printf(
                    "%s: %d MB, at most %d MB, slowest honest round %d ms%n",
                    name, resident, process.figure("VmHWM") >> 10, honest.slowestMillis());
            assertThat(process.figure("VmHWM") >> 10).isLessThan(MOST_MEGABYTES);
            assertThat(process.said()).doesNotContain("OutOfMemory");
        }
    }

    private static void flood(Siege siege) throws Exception {
        siege.together(
                32,
                8_000,
                wire -> {
                    for (int i = 0; i < 4_000; i++) {
                        wire.call(Siege.PUT, Siege.put("flood" + i % 100, 64));
                    }
                });
    }

    private static void deafWatches(Siege siege, int port) throws Exception {
        siege.together(
                100,
                10_000,
                wire -> {
                    for (int i = 0; i < 10; i++) {
                        wire.begin(Siege.WATCH);
                        wire.message(
                                Siege.watch("deaf").getSerializedSize(),
                                Siege.watch("deaf").toByteArray(),
                                false);
                    }
                });
        write(port, "deaf", 40, MEGABYTE / 4);
    }

    /** Puts so many values of so many bytes, one after the other. */
    private static void write(int port, String prefix, int many, int bytes) {
        var line = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
        try {
            var kv = KVGrpc.newBlockingStub(line);
            for (int i = 0; i < many; i++) {
                var _ = kv.put(Siege.put(prefix + i, bytes));
            }
        } finally {
            line.shutdownNow();
        }
    }

    private static void hugeRequest(Siege siege) throws Exception {
        siege.together(
                1,
                10_000,
                wire -> {
                    wire.begin(Siege.PUT);
                    wire.message(100 * MEGABYTE, new byte[100 * MEGABYTE], true);
                });
    }

    private static void silentCalls(Siege siege) throws Exception {
        siege.together(
                100,
                10_000,
                wire -> {
                    for (int i = 0; i < 100; i++) {
                        wire.begin(Siege.PUT);
                    }
                });
    }

    private static void halves(Siege siege) throws Exception {
        siege.together(
                20,
                10_000,
                wire -> {
                    for (int i = 0; i < 100; i++) {
                        wire.begin(Siege.PUT);
                        wire.message(MEGABYTE, new byte[MEGABYTE / 2], false);
                    }
                });
    }

    private static void hugeAnswers(Siege siege, int port) throws Exception {
        write(port, "huge", 40, MEGABYTE);
        askManyTimes(siege);
    }

    private static void askManyTimes(Siege siege) throws Exception {
        siege.together(64, 10_000, SiegeTest::askAndReadSlowly);
    }

    /** Writes until the member refuses it: first what is large, then what is small. */
    private static void fill(int port) {
        for (int bytes : new int[] {MEGABYTE, MEGABYTE / 16, 1024}) {
            assertThatThrownBy(() -> write(port, "full", 10_000, bytes))
                    .hasMessageContaining("database space exceeded");
        }
    }

    private static void askAndReadSlowly(Wire wire) throws IOException {
        wire.call(Siege.RANGE, Siege.all("huge"));
        for (int i = 0; i < 10; i++) {
            var _ = wire.read(1024);
        }
    }
}
