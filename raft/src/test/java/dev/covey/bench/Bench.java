package dev.covey.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Measures: {@code [NAME...] [--quick|--long] [-o json]}. */
public final class Bench {

    private static final List<String> ALL =
            List.of(
                    "start",
                    "store",
                    "transactions",
                    "watchers",
                    "million",
                    "snapshot",
                    "failover",
                    "subscriptions");

    /** What is asked for by name alone: it takes long. */
    private static final String STEADY = "steady";

    private Bench() {}

    /** What to measure, or nothing for all; then the options. */
    public static void main(String[] arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(arguments));
        boolean json = words.remove("json") && words.remove("-o");
        Findings findings = new Findings(pace(words), json);
        if (!words.stream().allMatch(word -> ALL.contains(word) || word.equals(STEADY))) {
            System.err.println(
                    "Expected any of "
                            + ALL
                            + ", "
                            + STEADY
                            + ", --quick or --long, -o json; found "
                            + words);
            System.exit(2);
        }
        if (!Target.etcdIsHere()) {
            findings.say("etcd is not on this machine (package etcd-server): our figures alone.");
        }
        findings.say(Figure.header());
        for (String name : words.isEmpty() ? ALL : words) {
            measure(name, findings);
        }
        findings.end();
        System.exit(0);
    }

    private static Findings.Pace pace(List<String> words) {
        boolean quick = words.remove("--quick");
        boolean lasting = words.remove("--long");
        return quick ? Findings.Pace.QUICK : lasting ? Findings.Pace.LONG : Findings.Pace.USUAL;
    }

    private static void measure(String name, Findings findings) throws IOException {
        switch (name) {
            case "store" -> {
                new StoreBench(findings).store(1);
                new StoreBench(findings).store(3);
            }
            case "transactions" -> {
                new StoreBench(findings).transactions(1);
                new StoreBench(findings).transactions(3);
            }
            case "million" -> {
                new MillionBench(findings).run(1);
                new MillionBench(findings).run(3);
            }
            case "watchers" -> new WatchBench(findings).run(3);
            case "snapshot" -> new SnapshotBench(findings).run(3);
            case "failover" -> new FailoverBench(findings).run();
            case STEADY -> new SteadyBench(findings).run(findings.steadyMinutes());
            case "start" -> new StartBench(findings).run();
            case "subscriptions" -> new SubscriptionBench(findings).run();
            default -> throw new IllegalArgumentException(name);
        }
    }
}
