package dev.covey.bench;

import static java.util.Optional.empty;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;

/** Measures the store beside etcd. */
final class StoreBench {

    private static final List<Integer> CLIENTS = List.of(1, 16, 64, 256);
    private static final List<Double> PUTS = List.of(1.0, 1.5, 3.0, 5.0);
    private static final List<Double> GETS = List.of(1.0, 1.5, 2.5, 4.0);
    private static final double MIB = 1 << 20;

    private final Findings findings;

    StoreBench(Findings findings) {
        this.findings = findings;
    }

    /** Both clusters stand at once and take turns, so that what disturbs one disturbs both. */
    void store(int size) throws IOException {
        Path directory = Directories.make();
        try (Pair pair = new Pair(directory, size)) {
            pair.each(this::warm);
            for (boolean write : List.of(true, false)) {
                for (int clients : CLIENTS) {
                    compare(pair, size, clients, write);
                }
            }
            findings.tell(
                    new Figure(
                            "memory/" + size + "n",
                            pair.ours.memory() / MIB,
                            pair.peer(target -> target.memory() / MIB),
                            "MiB",
                            Optional.empty()));
        } finally {
            Directories.delete(directory);
        }
    }

    /** Until it gets no faster: what runs for months is not measured in its first seconds. */
    private void warm(Target target) {
        int still = 0;
        double best = 0;
        for (int i = 0; i < findings.times(6, 20) && still < 3; i++) {
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
        List<Load.Window> ours = new ArrayList<>();
        List<Load.Window> theirs = new ArrayList<>();
        for (int i = 0; i < findings.times(3, 5); i++) {
            ours.add(window(pair.ours, clients, write));
            pair.ifPeer(peer -> theirs.add(window(peer, clients, write)));
        }
        Aim rate = Aim.ratioAtLeast((write ? PUTS : GETS).get(CLIENTS.indexOf(clients)));
        // What the aims are about: a single member is measured to see what the others cost.
        Optional<Aim> more = Optional.of(rate).filter(_ -> size == 3);
        Optional<Aim> sooner = Optional.of(Aim.ratioAtMost(1)).filter(_ -> size == 3);
        String name = (write ? "put" : "get") + "%s/" + size + "n/" + clients + "c";
        Pairs pairs = new Pairs(ours, theirs);
        findings.tell(pairs.figure(name.formatted(""), Load.Window::rate, "1/s", more));
        findings.tell(pairs.figure(name.formatted("-p50"), Load.Window::median, "ms", empty()));
        findings.tell(pairs.figure(name.formatted("-p99"), Load.Window::high, "ms", sooner));
        findings.tell(pairs.figure(name.formatted("-cpu"), Load.Window::cpu, "us", empty()));
    }

    private Load.Window window(Target target, int clients, boolean write) {
        ManagedChannel channel = channel(target);
        double seconds = findings.quick() ? 1 : 2.5;
        Load.compact(channel);
        double before = target.cpu();
        Load.Window window =
                write ? Load.put(channel, clients, seconds) : Load.get(channel, clients, seconds);
        return window.using(target.cpu() - before);
    }

    private record Pairs(List<Load.Window> ours, List<Load.Window> theirs) {

        Figure figure(
                String name, ToDoubleFunction<Load.Window> value, String unit, Optional<Aim> aim) {
            OptionalDouble peer =
                    theirs.isEmpty()
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(middle(theirs, value));
            return new Figure(name, middle(ours, value), peer, unit, aim);
        }

        private static double middle(
                List<Load.Window> windows, ToDoubleFunction<Load.Window> value) {
            return Findings.middle(windows.stream().map(value::applyAsDouble).toList());
        }
    }

    void failover() throws IOException {
        Path directory = Directories.make();
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        try (Pair pair = new Pair(directory, 3)) {
            pair.each(this::warm);
            for (int i = 0; i < findings.times(3, 7); i++) {
                ours.add(gap(pair.ours));
                pair.ifPeer(peer -> theirs.add(gap(peer)));
            }
        } finally {
            Directories.delete(directory);
        }
        OptionalDouble peer =
                theirs.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Findings.middle(theirs));
        Aim aim = Aim.atMost(1000);
        findings.tell(
                new Figure("failover/3n", Findings.middle(ours), peer, "ms", Optional.of(aim)));
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

    /** Covey's cluster, and etcd's where it is on this machine. */
    private static final class Pair implements AutoCloseable {
        private final Target ours;
        private final List<Target> peers = new ArrayList<>();

        Pair(Path directory, int size) throws IOException {
            ours = Target.covey(directory.resolve("covey"), size);
            if (Target.etcdIsHere()) {
                peers.add(Target.etcd(directory.resolve("etcd"), size));
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
