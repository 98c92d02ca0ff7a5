package dev.covey.simulation.story;

import dev.covey.model.InboundSpec;
import dev.covey.model.json.Json;
import dev.covey.runtime.resource.Seed;
import dev.covey.simulation.Simulation;
import dev.covey.simulation.client.Words;
import dev.covey.simulation.time.NodeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plays a script. Its first lines say what there is: {@code masters A…}, {@code workers A…}, {@code
 * route NAME}, {@code inbound NAME on WORKER [route NAME]}, {@code user NAME …}. Then come lines
 * {@code at TIME VERB…} in the order of time, and {@code end TIME}. Empty lines and those that
 * begin with {@code #} are passed over. For one thread; used once.
 */
public final class Story {

    private static final long SEED = 1;

    private final List<String> masters = new ArrayList<>();
    private final List<String> workers = new ArrayList<>();
    private @Nullable Simulation simulation;
    private @Nullable Asking asking;
    private boolean started;
    private boolean whole;
    private int beginning;
    private long users;

    /** Plays it; returns the lines of the log. */
    public static List<String> play(List<String> script) {
        return new Story().run(script);
    }

    private List<String> run(List<String> script) {
        for (String line : script) {
            if (!line.isBlank() && !line.startsWith("#")) {
                try {
                    play(Words.of(line));
                } catch (RuntimeException e) {
                    throw new IllegalArgumentException("at the line '" + line + "': " + e, e);
                }
            }
        }
        List<String> lines = new ArrayList<>(simulation().chronicle().lines());
        if (!whole) {
            lines.subList(0, beginning).clear();
        }
        simulation().errors().forEach(error -> lines.add("logged as an error: " + error));
        simulation().breaches().forEach(breach -> lines.add("BROKEN: " + breach));
        return lines;
    }

    private void play(Words line) {
        switch (line.verb()) {
            case "from-the-beginning" -> whole = true;
            case "masters" -> masters.addAll(line.rest(1).all());
            case "workers" -> workers.addAll(line.rest(1).all());
            case "blank" -> simulation().addBlank(line.at(1));
            case "blank-master" -> simulation().addBlankMaster(line.at(1));
            case "route" -> simulation().seed().route(line.at(1));
            case "inbound" -> inbound(line);
            case "user" -> user(line);
            case "at" -> at(Words.duration(line.at(1)), line.rest(2));
            case "end" -> pass(Words.duration(line.at(1)));
            default -> throw new IllegalArgumentException("no such line");
        }
    }

    private Simulation simulation() {
        if (simulation == null) {
            simulation = new Simulation(SEED, masters, workers);
        }
        return simulation;
    }

    private Asking asking() {
        if (asking == null) {
            asking = new Asking(simulation());
        }
        return asking;
    }

    private void pass(Duration moment) {
        if (!started) {
            started = true;
            simulation().start();
        }
        simulation().runUntil(moment);
    }

    private void at(Duration moment, Words line) {
        boolean first = !started;
        pass(moment);
        if (first) {
            beginning = simulation().chronicle().lines().size();
        }
        if (asking().done(line)) {
            return;
        }
        if (!line.verb().equals("traffic")) {
            simulation().chronicle().say("story", line.line());
        }
        if (!new Tricks(simulation()).done(line)) {
            throw new IllegalArgumentException("no such verb");
        }
    }

    private void inbound(Words line) {
        Seed seed = simulation().seed();
        String name = line.at(1);
        seed.create(
                name,
                new InboundSpec(
                        line.after("on").orElseThrow(),
                        line.after("route").orElse(""),
                        InboundSpec.Protocol.VLESS_REALITY,
                        443,
                        "www.example.com",
                        false,
                        Seed.sealed("k".repeat(43)),
                        "k".repeat(43),
                        List.of("ab")));
    }

    private void user(Words line) {
        long limit = line.after("limit").map(Long::parseLong).orElse(0L);
        Optional<Instant> expiry =
                line.after("expires").map(after -> NodeClock.BEGINNING.plus(Words.duration(after)));
        String[] routes = line.after("route").stream().toArray(String[]::new);
        Seed seed = simulation().seed();
        seed.create(line.at(1), Seed.userSpec(++users, limit, expiry, routes));
        seed.commit(simulation().draft().put("x/number/user", Json.utf8(Long.toString(users))));
    }
}
