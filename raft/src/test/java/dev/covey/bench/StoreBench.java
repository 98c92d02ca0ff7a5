package dev.covey.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;

/** Measures calls to the store beside etcd's. */
final class StoreBench {

    private static final List<Integer> CLIENTS = List.of(1, 16, 64, 256);
    private static final double MIB = 1 << 20;

    private final Findings findings;

    StoreBench(Findings findings) {
        this.findings = findings;
    }

    /** A kind of call, and how many times as fast as etcd it should be with so many clients. */
    private enum Work {
        PUT,
        GET,
        TXN;

        /** For each of {@link #CLIENTS}. */
        private double aim(int clients) {
            List<Double> aims =
                    switch (this) {
                        case PUT -> List.of(1.0, 1.5, 3.0, 5.0);
                        case GET -> List.of(1.0, 1.5, 2.5, 4.0);
                        case TXN -> List.of(1.0, 1.0, 1.0, 3.0);
                    };
            return aims.get(CLIENTS.indexOf(clients));
        }

        Window run(ManagedChannel channel, int clients, double seconds) {
            return switch (this) {
                case PUT -> Load.put(channel, clients, seconds);
                case GET -> Load.get(channel, clients, seconds);
                case TXN -> Load.transact(channel, clients, seconds);
            };
        }
    }

    /** Puts and reads of single keys. */
    void store(int size) throws IOException {
        run(size, List.of(Work.PUT, Work.GET), "memory/");
    }

    /** Transactions that compare, put and get. */
    void transactions(int size) throws IOException {
        run(size, List.of(Work.TXN), "txn-memory/");
    }

    private void run(int size, List<Work> works, String memory) throws IOException {
        try (Pair pair = Pair.of(size)) {
            pair.each(target -> warm(findings, target));
            for (Work work : works) {
                for (int clients : CLIENTS) {
                    compare(pair, size, clients, work);
                }
            }
            findings.tell(
                    pair.figure(
                            memory + size + "n",
                            target -> target.memory() / MIB,
                            Figure.Kind.of("MiB", Aim.ratioAtMost(2)).when(size == 3)));
        }
    }

    /** Until it gets no faster: what runs for months is not measured in its first seconds. */
    static void warm(Findings findings, Target target) {
        int still = 0;
        double best = 0;
        for (int i = 0; i < findings.times(12, 20) && still < 3; i++) {
            for (int clients : List.of(64, 256)) {
                Load.put(target.leading(), clients, 1);
                Load.get(target.leading(), clients, 1);
            }
            double now =
                    Load.put(target.leading(), 1, 3).rate()
                            + Load.get(target.leading(), 1, 1).rate();
            Load.compact(target.leading());
            still = now > best * 1.1 ? 0 : still + 1;
            best = Math.max(best, now);
        }
    }

    private void compare(Pair pair, int size, int clients, Work work) {
        Rounds<Window> rounds =
                pair.rounds(findings.times(3, 5), target -> window(target, clients, work));
        // What the aims are about: a single member is measured to see what the others cost.
        boolean meant = size == 3 && (work != Work.TXN || clients == 256);
        Figure.Kind rate = Figure.Kind.of("1/s", Aim.ratioAtLeast(work.aim(clients))).when(meant);
        Figure.Kind high = Figure.Kind.of("ms", Aim.ratioAtMost(1)).when(size == 3);
        String name = work.name().toLowerCase(Locale.ROOT) + "%s/" + size + "n/" + clients + "c";
        findings.tell(rounds.middle(name.formatted(""), Window::rate, rate));
        findings.tell(rounds.middle(name.formatted("-p50"), Window::median, Figure.Kind.of("ms")));
        findings.tell(rounds.middle(name.formatted("-p99"), Window::high, high));
        findings.tell(rounds.middle(name.formatted("-cpu"), Window::cpu, Figure.Kind.of("us")));
    }

    private Window window(Target target, int clients, Work work) {
        ManagedChannel channel = target.leading();
        Load.compact(channel);
        double before = target.cpu();
        Window window = work.run(channel, clients, findings.quick() ? 1 : 2.5);
        return window.using(target.cpu() - before);
    }
}
