package dev.covey.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor;

/** Measures a store that holds a million keys of 256 bytes. */
final class MillionBench {

    private static final int KEYS = 1_000_000;
    private static final int BATCH = 125;
    private static final int IN_FLIGHT = 32;
    private static final byte[] PREFIX = "/m/".getBytes(StandardCharsets.UTF_8);
    private static final byte[] VALUE = new byte[256];
    private static final double MIB = 1 << 20;

    static {
        new Random(2).nextBytes(VALUE);
    }

    private final Findings findings;

    MillionBench(Findings findings) {
        this.findings = findings;
    }

    void run(int size) throws IOException {
        batches(size);
        if (!findings.quick()) {
            singles(size);
        }
    }

    private void batches(int size) throws IOException {
        String name = "million-%s/" + size + "n";
        try (Pair pair = Pair.of(size)) {
            pair.each(target -> StoreBench.warm(findings, target));
            Rounds<double[]> loads = pair.rounds(1, MillionBench::loadInBatches);
            Figure.Kind most = Figure.Kind.of("s", Aim.atMost(5));
            findings.tell(loads.middle(name.formatted("load"), load -> load[0], most));
            findings.tell(
                    loads.middle(
                            name.formatted("terms"),
                            load -> load[1],
                            Figure.Kind.of("", Aim.atMost(0))));
            findings.tell(
                    loads.middle(name.formatted("load-cpu"), load -> load[2], Figure.Kind.of("s")));
            memory(pair, name.formatted("memory-peak"), Target::peakMemory, false);
            // What is left to do after a load, and what is given back, is done by then.
            Load.pause(10_000);
            memory(pair, name.formatted("memory"), Target::memory, true);
            memory(pair, name.formatted("disk"), Target::disk, false);
            Rounds<Double> starts =
                    pair.rounds(
                            findings.times(1, 3),
                            target -> target.restartAll(Wire.range(key(KEYS / 2))) / 1000);
            findings.tell(starts.middle(name.formatted("start"), start -> start, most));
            findings.tell(
                    pair.figure(name.formatted("start-cpu"), Target::cpu, Figure.Kind.of("s")));
            pair.each(MillionBench::mustHoldAll);
            Load.pause(10_000);
            memory(pair, name.formatted("memory-started"), Target::memory, true);
        }
    }

    private void singles(int size) throws IOException {
        try (Pair pair = Pair.of(size)) {
            pair.each(target -> StoreBench.warm(findings, target));
            Rounds<double[]> loads = pair.rounds(1, MillionBench::loadOneByOne);
            String name = "million-%s/" + size + "n";
            findings.tell(
                    loads.middle(name.formatted("puts"), load -> load[0], Figure.Kind.of("s")));
            findings.tell(
                    loads.middle(
                            name.formatted("puts-terms"),
                            load -> load[1],
                            Figure.Kind.of("", Aim.atMost(0))));
        }
    }

    private void memory(Pair pair, String name, Measure measure, boolean meant) {
        Figure.Kind kind = Figure.Kind.of("MiB", Aim.ratioAtMost(2)).when(meant);
        findings.tell(pair.figure(name, target -> measure.of(target) / MIB, kind));
    }

    private interface Measure {
        double of(Target target);
    }

    private static byte[] key(int number) {
        return "/m/%08d".formatted(number).getBytes(StandardCharsets.UTF_8);
    }

    private static double[] loadInBatches(Target target) {
        return load(target, KEYS / BATCH, IN_FLIGHT, Wire.TXN, batch -> puts(batch * BATCH));
    }

    private static byte[] puts(int first) {
        List<byte[]> keys = new ArrayList<>(BATCH);
        for (int i = first; i < first + BATCH; i++) {
            keys.add(key(i));
        }
        return Txn.puts(keys, VALUE);
    }

    private static double[] loadOneByOne(Target target) {
        return load(target, KEYS, 256, Wire.PUT, number -> Wire.put(key(number), VALUE));
    }

    /** How many seconds it took, and how often the term changed meanwhile. */
    private static double[] load(
            Target target,
            int calls,
            int clients,
            MethodDescriptor<byte[], byte[]> method,
            IntFunction<byte[]> message) {
        ManagedChannel channel = target.leading();
        long term = target.term();
        AtomicInteger next = new AtomicInteger();
        double cpu = target.cpu();
        List<Thread> threads = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < clients; i++) {
            threads.add(
                    Thread.startVirtualThread(
                            () -> {
                                for (int n = next.getAndIncrement();
                                        n < calls;
                                        n = next.getAndIncrement()) {
                                    while (Load.ask(channel, method, message.apply(n), 10_000)
                                            .isEmpty()) {
                                        Load.pause(50);
                                    }
                                }
                            }));
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        mustHoldAll(target);
        return new double[] {seconds, target.term() - term, target.cpu() - cpu};
    }

    private static void mustHoldAll(Target target) {
        byte[] answer = Load.must(target.leading(), Wire.RANGE, Wire.count(PREFIX));
        Object count = Wire.fields(answer).get(4);
        if (!Long.valueOf(KEYS).equals(count)) {
            throw new IllegalStateException("Expected " + KEYS + " keys, found " + count);
        }
    }
}
