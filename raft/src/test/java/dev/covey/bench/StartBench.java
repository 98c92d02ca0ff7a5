package dev.covey.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how soon the program is there and how much memory it holds: as built, and with the
 * caches of classes that an installed program has.
 */
final class StartBench {

    private static final double MIB = 1 << 20;
    private static final long SETTLED_MILLIS = 10_000;

    private final Findings findings;

    StartBench(Findings findings) {
        this.findings = findings;
    }

    void run() throws IOException {
        Path directory = Directories.make();
        try {
            Path built = Files.createDirectory(directory.resolve("built"));
            Path installed = Files.createDirectory(directory.resolve("installed"));
            measure(
                    Program.copy(built).founded(built.resolve("data")),
                    Program.copy(installed).warmed().founded(installed.resolve("data")));
        } finally {
            Directories.delete(directory);
        }
    }

    /** In turns, so that what disturbs one disturbs both. */
    private void measure(Program.Home built, Program.Home installed) {
        List<Double> builtMillis = new ArrayList<>();
        List<Double> installedMillis = new ArrayList<>();
        for (int i = 0; i < findings.times(3, 9); i++) {
            builtMillis.add(start(built));
            installedMillis.add(start(installed));
        }
        tell("ready/built", Findings.middle(builtMillis), "ms", Aim.atMost(3000));
        tell("ready/installed", Findings.middle(installedMillis), "ms", Aim.atMost(1500));
        running(built, "built");
        running(installed, "installed");
    }

    private static double start(Program.Home home) {
        try (Program.Node node = home.up()) {
            return node.readyMillis();
        }
    }

    private void running(Program.Home home, String how) {
        try (Program.Node server = home.up();
                Program.Node worker = home.worker()) {
            Load.pause(SETTLED_MILLIS);
            tell("memory/server/" + how, server.memory() / MIB, "MiB", Aim.atMost(220));
            tell("memory/worker/" + how, worker.memory() / MIB, "MiB", Aim.atMost(80));
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < findings.times(5, 15); i++) {
                long began = System.nanoTime();
                home.covey("status");
                millis.add((System.nanoTime() - began) / 1e6);
            }
            tell("status/" + how, Findings.middle(millis), "ms", Aim.atMost(200));
        }
    }

    private void tell(String name, double value, String unit, Aim aim) {
        findings.tell(Figure.alone(name, value, unit, aim));
    }
}
