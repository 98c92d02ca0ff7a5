package dev.covey.simulation.chance;

import dev.covey.model.InboundSpec;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.model.json.Json;
import dev.covey.runtime.resource.Seed;
import dev.covey.simulation.Simulation;
import dev.covey.simulation.store.Flaw;
import java.time.Duration;
import java.util.List;

/** One story from a seed: three storms, and a calm after each. For one thread. */
final class RandomStory {

    private static final int STORMS = 3;
    private static final int STEPS = 60;
    private static final Duration BEGIN = Duration.ofSeconds(10);
    private static final Duration CALM = Duration.ofSeconds(60);

    private final Simulation simulation;
    private final Dice dice;
    private final Faults faults;
    private final Wishes wishes;
    private final Rivals rivals;
    private final Always always;
    private Duration now = Duration.ZERO;

    /**
     * How a story ended.
     *
     * @param breaches what did not hold when it was broken off; empty if all went well
     * @param log everything up to there
     */
    record Course(long seed, List<String> breaches, List<String> log) {}

    private RandomStory(long seed, Flaw flaw) {
        dice = new Dice(seed);
        simulation = new Simulation(seed, List.of("n1", "n2", "n3"), List.of("w1", "w2"));
        simulation.group().plant(flaw);
        simulation
                .seed()
                .route("west")
                .route("east")
                .create("in1", inbound("w1", "west", 443))
                .create("in2", inbound("w2", "east", 443))
                .create("in3", inbound("w1", "", 444))
                .user("anna", 1)
                .user("ben", 2, "west")
                .user(Rivals.USER, 3)
                .commit(simulation.draft().put("x/number/user", Json.utf8("3")));
        faults = new Faults(simulation, dice);
        wishes = new Wishes(simulation, dice);
        rivals = new Rivals(wishes, dice);
        always = new Always(simulation, wishes, rivals);
    }

    private static InboundSpec inbound(String worker, String route, int port) {
        return new InboundSpec(
                worker,
                route,
                InboundSpec.Protocol.VLESS_REALITY,
                port,
                "www.example.com",
                false,
                Seed.sealed("k".repeat(43)),
                "k".repeat(43),
                List.of("ab"));
    }

    /** Plays the story of a seed to its end, or to where something does not hold. */
    static Course play(long seed, Flaw flaw) {
        RandomStory story = new RandomStory(seed, flaw);
        List<String> breaches = story.run();
        return new Course(seed, breaches, story.simulation.chronicle().lines());
    }

    private List<String> run() {
        simulation.start();
        List<String> broken = pass(BEGIN);
        for (int storm = 0; storm < STORMS && broken.isEmpty(); storm++) {
            broken = storm();
            if (broken.isEmpty()) {
                faults.mendAll();
                broken = pass(CALM);
            }
            if (broken.isEmpty()) {
                broken = Calm.breaches(simulation);
            }
        }
        return broken;
    }

    private List<String> storm() {
        for (int i = 0; i < STEPS; i++) {
            int what = dice.below(100);
            if (what < 25) {
                faults.strike();
            } else if (what < 40) {
                faults.mend();
            } else if (what < 60) {
                wishes.wish();
            } else if (what < 75) {
                rivals.clash();
            } else {
                traffic();
            }
            List<String> broken = pass(dice.millis(1, 800));
            if (!broken.isEmpty()) {
                return broken;
            }
        }
        return List.of();
    }

    private List<String> pass(Duration time) {
        now = now.plus(time);
        simulation.runUntil(now);
        return always.breaches();
    }

    /** Somebody moves some bytes, where that somebody is let in. */
    private void traffic() {
        List<Long> numbers =
                Always.newest(simulation).list(Type.USER).stream()
                        .map(Resource::spec)
                        .map(spec -> spec.number())
                        .sorted()
                        .toList();
        if (!numbers.isEmpty()) {
            var _ =
                    simulation
                            .machine(dice.of(List.of("w1", "w2")))
                            .core()
                            .carry(dice.of(numbers), 1 + dice.below(900));
        }
    }
}
