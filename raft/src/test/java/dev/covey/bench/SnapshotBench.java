package dev.covey.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.ratis.thirdparty.io.grpc.CallOptions;
import org.apache.ratis.thirdparty.io.grpc.stub.ClientCalls;

/** Measures how slow writes get while a large state is written down. */
final class SnapshotBench {

    private static final int CLIENTS = 16;
    private static final int VALUE = 16 << 10;
    private static final int BATCH = 64;
    private static final double SECONDS = 0.5;

    private final Findings findings;

    SnapshotBench(Findings findings) {
        this.findings = findings;
    }

    void run(int size) throws IOException {
        int megabytes = findings.times(200, 1024);
        String name = "snapshot-%s/" + size + "n/" + megabytes + "MB";
        try (Pair pair = Pair.of(size)) {
            pair.each(target -> StoreBench.warm(findings, target));
            pair.each(target -> fill(target, 0, megabytes));
            pair.each(SnapshotBench::awaitQuiet);
            int windows = findings.times(6, 20);
            Rounds<Window> quiet = pair.rounds(windows, SnapshotBench::put);
            findings.tell(
                    quiet.middle(name.formatted("quiet"), Window::high, Figure.Kind.of("ms")));
            Rounds<List<Window>> saved = pair.rounds(findings.times(2, 5), this::whileSaved);
            tell(name.formatted("saving"), saved, quiet);
            // etcd's database is its snapshot: there is nothing to compare with.
            Rounds<List<Window>> own = new Rounds<>();
            for (int i = 0; i < findings.times(2, 5); i++) {
                own.ours().add(whileWriting(pair.ours(), megabytes));
            }
            tell(name.formatted("writing"), own, quiet);
        }
    }

    private void tell(String name, Rounds<List<Window>> busy, Rounds<Window> quiet) {
        double before = quiet.middle("", Window::high, Figure.Kind.of("")).ours();
        findings.tell(busy.middle(name, SnapshotBench::high, Figure.Kind.of("ms")));
        Figure.Kind aim = Figure.Kind.of("x", Aim.atMost(3));
        Rounds<List<Window>> ours = new Rounds<>(busy.ours(), List.of());
        findings.tell(ours.middle(name + "/quiet", round -> high(round) / before, aim));
    }

    private static double high(List<Window> windows) {
        return Findings.middle(windows.stream().map(Window::high).toList());
    }

    private static Window put(Target target) {
        return Load.put(target.leading(), CLIENTS, SECONDS);
    }

    /** Puts so many megabytes in values of 16 kB. */
    private static void fill(Target target, int from, int megabytes) {
        byte[] value = new byte[VALUE];
        new Random(3).nextBytes(value);
        int keys = (megabytes << 20) / VALUE;
        for (int first = from; first < keys; first += BATCH) {
            List<byte[]> batch = new ArrayList<>();
            for (int i = first; i < first + BATCH; i++) {
                batch.add("/s/%08d".formatted(i).getBytes(StandardCharsets.UTF_8));
            }
            byte[] message = Txn.puts(batch, value);
            while (Load.ask(target.leading(), Wire.TXN, message, 20_000).isEmpty()) {
                Load.pause(100);
            }
        }
        Load.compact(target.leading());
    }

    /** Windows of writes while a client saves the state of the leader. */
    private List<Window> whileSaved(Target target) {
        AtomicBoolean saved = new AtomicBoolean();
        CompletableFuture<Long> save =
                CompletableFuture.supplyAsync(() -> save(target))
                        .whenComplete((_, _) -> saved.set(true));
        List<Window> windows = windows(target, () -> !saved.get());
        save.join();
        return windows;
    }

    private static long save(Target target) {
        CallOptions options = CallOptions.DEFAULT;
        Iterator<byte[]> parts =
                ClientCalls.blockingServerStreamingCall(
                        target.leading(), Wire.SAVE, options, new byte[0]);
        long bytes = 0;
        while (parts.hasNext()) {
            bytes += parts.next().length;
        }
        return bytes;
    }

    /** Windows of writes while the leader writes a snapshot of its own, which is provoked. */
    private List<Window> whileWriting(Target target, int megabytes) {
        awaitQuiet(target);
        Path home = target.home(target.leader());
        for (int i = 0; !writes(home); i++) {
            if (i > 10_000) {
                throw new IllegalStateException("Expected a snapshot to be due; see " + home);
            }
            int keys = (megabytes << 20) / VALUE;
            int first = i * BATCH % Math.max(BATCH, keys / BATCH * BATCH);
            overwrite(target, first);
        }
        List<Window> windows = windows(target, () -> writes(home));
        Load.compact(target.leading());
        return windows;
    }

    private static void overwrite(Target target, int first) {
        byte[] value = new byte[VALUE];
        List<byte[]> batch = new ArrayList<>();
        for (int i = first; i < first + BATCH; i++) {
            batch.add("/s/%08d".formatted(i).getBytes(StandardCharsets.UTF_8));
        }
        Load.ask(target.leading(), Wire.TXN, Txn.puts(batch, value), 20_000);
        if (first % (BATCH * 32) == 0) {
            Load.compact(target.leading());
        }
    }

    private static List<Window> windows(Target target, BooleanSupplier goesOn) {
        List<Window> windows = new ArrayList<>();
        do {
            windows.add(put(target));
        } while (goesOn.getAsBoolean());
        return windows;
    }

    private static void awaitQuiet(Target target) {
        for (int member = 0; member < target.members().size(); member++) {
            while (writes(target.home(member))) {
                Load.pause(50);
            }
        }
    }

    /** Whether a snapshot is half written there. */
    private static boolean writes(Path home) {
        try (Stream<Path> files = Files.walk(home)) {
            return files.anyMatch(file -> file.toString().matches(".*/snapshot[.]\\d+_\\d+[.]tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException e) {
            // A file went while the folder was read.
            return writes(home);
        }
    }
}
