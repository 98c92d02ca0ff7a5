package dev.covey.bench;

import java.io.IOException;

/**
 * Keeps three members and both processors busy and counts elections: nobody dies, so none is due.
 */
final class SteadyBench {

    private final Findings findings;

    SteadyBench(Findings findings) {
        this.findings = findings;
    }

    /** One after the other: each has the machine to itself for so many minutes. */
    void run(int minutes) throws IOException {
        try (Pair pair = Pair.of(3)) {
            Rounds<double[]> seen = pair.rounds(1, target -> load(target, minutes));
            String name = "steady-%s/" + minutes + "m";
            findings.tell(
                    seen.middle(
                            name.formatted("elections"),
                            one -> one[0],
                            Figure.Kind.of("", Aim.atMost(0))));
            findings.tell(
                    seen.middle(name.formatted("puts"), one -> one[1], Figure.Kind.of("1/s")));
            findings.tell(
                    seen.middle(name.formatted("put-p99"), one -> one[2], Figure.Kind.of("ms")));
        }
    }

    private double[] load(Target target, int minutes) {
        StoreBench.warm(findings, target);
        long first = target.term();
        double puts = 0;
        double high = 0;
        for (int i = 0; i < minutes * 6; i++) {
            Window window = Load.put(target.leading(), 256, 10);
            puts += window.rate() / minutes / 6;
            high = Math.max(high, window.high());
            Load.compact(target.leading());
        }
        return new double[] {target.term() - first, puts, high};
    }
}
