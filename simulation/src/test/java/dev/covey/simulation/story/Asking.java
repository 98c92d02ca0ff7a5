package dev.covey.simulation.story;

import dev.covey.master.api.read.Reading;
import dev.covey.master.rows.Counter;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.model.UserSpec;
import dev.covey.model.UserStatus;
import dev.covey.simulation.Simulation;
import dev.covey.simulation.client.Client;
import dev.covey.simulation.client.Words;
import java.util.HashMap;
import java.util.Map;

/** What a story asks masters for. For one thread. */
final class Asking {

    private final Simulation simulation;
    private final Map<String, Words> asked = new HashMap<>();
    private int count;

    Asking(Simulation simulation) {
        this.simulation = simulation;
    }

    /** Asks or reads as a line says; false if its verb is none of these. */
    boolean done(Words line) {
        switch (line.verb()) {
            case "ask" -> ask(line);
            case "read" -> read(line);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** {@code ask [ID] MASTER to WORDS}, or {@code ask ID MASTER again}. */
    private void ask(Words line) {
        boolean again = line.has("again");
        boolean named = again || line.all().indexOf("to") == 3;
        String id = named ? line.at(1) : "request-" + ++count;
        String via = line.at(named ? 2 : 1);
        Words words = again ? known(id) : line.rest(named ? 4 : 3);
        asked.put(id, words);
        simulation.ask(id, via, words, result -> answered(words, result));
    }

    private Words known(String id) {
        Words words = asked.get(id);
        if (words == null) {
            throw new IllegalArgumentException("nothing was asked as " + id);
        }
        return words;
    }

    private void answered(Words words, Client.Result result) {
        boolean joined = words.line().startsWith("node join");
        if (joined && result instanceof Client.Result.Made) {
            simulation.startNode(words.at(2));
        }
    }

    /** {@code read NAME at MASTER}: how a user stands. */
    private void read(Words line) {
        String master = line.after("at").orElseThrow();
        Reading reading = simulation.machine(master).master().orElseThrow().read();
        Resource<UserSpec, UserStatus> user = reading.resources().find(Type.USER, line.at(1));
        long used =
                Counter.of(reading.resources().view(), user.spec().number())
                        .used(user.spec().usedOffsetBytes());
        String age =
                reading.staleSeconds().isPresent()
                        ? "stale for %d seconds".formatted(reading.staleSeconds().getAsLong())
                        : "up to date";
        String state =
                user.status().map(s -> dev.covey.model.json.Words.of(s.state())).orElse("new");
        simulation
                .chronicle()
                .say(
                        "admin",
                        "reads at %s that user %s is %s with %d bytes used, %s"
                                .formatted(master, line.at(1), state, used, age));
    }
}
