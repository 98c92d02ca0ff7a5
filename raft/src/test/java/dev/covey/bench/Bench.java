package dev.covey.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Measures: {@code [store|failover|start|subscriptions] [--quick] [-o json]}. */
public final class Bench {

    private static final List<String> ALL = List.of("start", "store", "failover", "subscriptions");

    private Bench() {}

    /** What to measure, or nothing for all; then the options. */
    public static void main(String[] arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(arguments));
        boolean json = words.remove("json") && words.remove("-o");
        Findings findings = new Findings(words.remove("--quick"), json);
        if (!ALL.containsAll(words)) {
            System.err.println("Expected any of " + ALL + ", --quick, -o json; found " + words);
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

    private static void measure(String name, Findings findings) throws IOException {
        switch (name) {
            case "store" -> {
                new StoreBench(findings).store(1);
                new StoreBench(findings).store(3);
            }
            case "failover" -> new StoreBench(findings).failover();
            case "start" -> new StartBench(findings).run();
            case "subscriptions" -> new SubscriptionBench(findings).run();
            default -> throw new IllegalArgumentException(name);
        }
    }
}
