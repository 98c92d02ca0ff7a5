package dev.covey.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;

/** Measures: {@code store|failover [--quick] [-o json]}. */
public final class StoreBench {

    private static final List<Integer> CLIENTS = List.of(1, 16, 64, 256);
    private static final double MIB = 1 << 20;

    private final boolean quick;
    private final boolean json;
    private final List<Figure> figures = new ArrayList<>();

    private StoreBench(List<String> options) {
        this.quick = options.contains("--quick");
        this.json = options.contains("json");
    }

    /** What to measure, then the options. */
    public static void main(String[] arguments) throws IOException {
        List<String> words = List.of(arguments);
        StoreBench bench = new StoreBench(words);
        bench.say("%-22s %12s %12s %8s".formatted("", "Covey", "etcd", "ratio"));
        if (!words.contains("failover")) {
            bench.store(1);
            bench.store(3);
        }
        if (!words.contains("store")) {
            bench.failover();
        }
        if (bench.json) {
            System.out.println(Figure.json(bench.figures));
        }
        System.exit(0);
    }

    private void say(String line) {
        if (json) {
            System.err.println(line);
        } else {
            System.out.println(line);
        }
    }

    private void tell(Figure figure) {
        figures.add(figure);
        say(figure.line());
    }

    /** Both clusters stand at once and take turns, so that what disturbs one disturbs both. */
    private void store(int size) throws IOException {
        Path directory = Files.createTempDirectory("covey-bench");
        try (Pair pair = new Pair(directory, size)) {
            pair.each(this::warm);
            for (boolean write : List.of(true, false)) {
                for (int clients : CLIENTS) {
                    compare(pair, size, clients, write);
                }
            }
            tell(
                    new Figure(
                            "memory/" + size + "n",
                            pair.ours.memory() / MIB,
                            pair.peer(target -> target.memory() / MIB),
                            "MiB"));
        } finally {
            delete(directory);
        }
    }

    /** Until it gets no faster: what runs for months is not measured in its first seconds. */
    private void warm(Target target) {
        int still = 0;
        double best = 0;
        for (int i = 0; i < (quick ? 6 : 20) && still < 3; i++) {
            for (int clients : List.of(64, 256)) {
                Load.put(channel(target), clients, 1);
                Load.get(channel(target), clients, 1);
            }
            double now =
                    Load.put(channel(target), 1, 3).rate() + Load.get(channel(target), 1, 1).rate();
            Load.compact(channel(target));
            still = now > best * 1.1 ? 0 : still + 1;
            best = Math.max(best, now);
        }
    }

    private static ManagedChannel channel(Target target) {
        return target.members().get(target.leader());
    }

    private void compare(Pair pair, int size, int clients, boolean write) {
        int rounds = quick ? 3 : 5;
        double seconds = quick ? 1 : 2.5;
        List<Load.Window> ours = new ArrayList<>();
        List<Load.Window> theirs = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            ours.add(window(pair.ours, clients, seconds, write));
            pair.ifPeer(peer -> theirs.add(window(peer, clients, seconds, write)));
        }
        String name = (write ? "put" : "get") + "%s/" + size + "n/" + clients + "c";
        tell(figure(name.formatted(""), ours, theirs, Load.Window::rate, "1/s"));
        tell(figure(name.formatted("-p50"), ours, theirs, Load.Window::median, "ms"));
        tell(figure(name.formatted("-p99"), ours, theirs, Load.Window::high, "ms"));
    }

    private static Load.Window window(Target target, int clients, double seconds, boolean write) {
        ManagedChannel channel = channel(target);
        Load.compact(channel);
        return write ? Load.put(channel, clients, seconds) : Load.get(channel, clients, seconds);
    }

    private static Figure figure(
            String name,
            List<Load.Window> ours,
            List<Load.Window> theirs,
            ToDoubleFunction<Load.Window> value,
            String unit) {
        OptionalDouble peer =
                theirs.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(median(theirs, value));
        return new Figure(name, median(ours, value), peer, unit);
    }

    private static double median(List<Load.Window> windows, ToDoubleFunction<Load.Window> value) {
        double[] sorted = windows.stream().mapToDouble(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private void failover() throws IOException {
        Path directory = Files.createTempDirectory("covey-bench");
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        try (Pair pair = new Pair(directory, 3)) {
            pair.each(this::warm);
            for (int i = 0; i < (quick ? 3 : 7); i++) {
                ours.add(gap(pair.ours));
                pair.ifPeer(peer -> theirs.add(gap(peer)));
            }
        } finally {
            delete(directory);
        }
        OptionalDouble peer =
                theirs.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(middle(theirs));
        tell(new Figure("failover/3n", middle(ours), peer, "ms"));
    }

    private static double middle(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** From the kill of the leader to the first answered write, in milliseconds. */
    private static double gap(Target target) {
        int falling = target.leader();
        Load.put(target.members().get(falling), 1, 1);
        target.kill(falling);
        long began = System.nanoTime();
        int size = target.members().size();
        for (int i = falling + 1; !Load.write(target.members().get(i % size), i, 150); i++) {
            if ((i + 1) % size == falling) {
                i++;
            }
            Load.pause(5);
        }
        double millis = (System.nanoTime() - began) / 1e6;
        try {
            target.restart(falling);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Load.put(channel(target), 16, 2);
        return millis;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Covey's cluster, and etcd's where it is on this machine. */
    private static final class Pair implements AutoCloseable {
        private final Target ours;
        private final List<Target> peers = new ArrayList<>();

        Pair(Path directory, int size) throws IOException {
            ours = new OurTarget(directory.resolve("covey"), size);
            if (EtcdTarget.isHere()) {
                peers.add(new EtcdTarget(directory.resolve("etcd"), size));
            }
        }

        void each(Consumer<Target> action) {
            action.accept(ours);
            peers.forEach(action);
        }

        void ifPeer(Consumer<Target> action) {
            peers.forEach(action);
        }

        OptionalDouble peer(ToDoubleFunction<Target> value) {
            return peers.stream().mapToDouble(value).findFirst();
        }

        @Override
        public void close() {
            ours.close();
            peers.forEach(Target::close);
        }
    }
}
