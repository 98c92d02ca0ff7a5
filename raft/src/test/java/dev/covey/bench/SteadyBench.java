package dev.covey.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * Keeps three members and both processors busy and counts elections: nobody dies, so none is due.
 */
final class SteadyBench {

    private final Findings findings;

    SteadyBench(Findings findings) {
        this.findings = findings;
    }

    /** Without etcd, which is asked nothing here, for so many minutes. */
    void run(int minutes) throws IOException {
        Path directory = Directories.make();
        try (Target target = Target.covey(directory, 3)) {
            double[] seen = load(target, minutes);
            String name = "steady-%s/" + minutes + "m";
            tell(name.formatted("elections"), seen[0], Figure.Kind.of("", Aim.atMost(0)));
            tell(name.formatted("puts"), seen[1], Figure.Kind.of("1/s"));
            tell(name.formatted("put-p99"), seen[2], Figure.Kind.of("ms"));
        } finally {
            Directories.delete(directory);
        }
    }

    private void tell(String name, double value, Figure.Kind kind) {
        findings.tell(new Figure(name, value, OptionalDouble.empty(), kind.unit(), kind.aim()));
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
