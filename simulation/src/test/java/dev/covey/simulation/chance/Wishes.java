package dev.covey.simulation.chance;

import dev.covey.model.Problem;
import dev.covey.simulation.Simulation;
import dev.covey.simulation.client.Client;
import dev.covey.simulation.client.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What administrators ask for at random, and what they were promised in answer. What was not
 * answered is often asked again under the same id. For one thread.
 */
final class Wishes {

    private static final int MOST_ATTEMPTS = 4;

    private final Simulation simulation;
    private final Dice dice;
    private final List<String> masters;
    private final Map<String, Person> people = new TreeMap<>();
    private final Set<String> routes = new HashSet<>();
    private final List<String> breaches = new ArrayList<>();
    private int count;

    /** A user as its administrator knows it. */
    static final class Person {
        private final String name;
        private boolean made;
        private boolean never;
        private boolean mayBeGone;
        private boolean gone;
        private boolean touched;

        private Person(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        /** Its creation was acknowledged. */
        boolean isMade() {
            return made;
        }

        /** Its creation was refused, each time. */
        boolean isNever() {
            return never;
        }

        /** Somebody has asked for its deletion. */
        boolean mayBeGone() {
            return mayBeGone;
        }

        /** Its deletion was acknowledged. */
        boolean isGone() {
            return gone;
        }

        /** Nothing but its creation was ever asked for, and it has no limit. */
        boolean isUntouched() {
            return made && !touched && !mayBeGone;
        }
    }

    private final class Wish {
        private final String id = "wish-" + ++count;
        private final String words;
        private final Runnable granted;
        private final Runnable refused;
        private final boolean alone;
        private boolean doubtful;
        private int attempts;

        Wish(String words, boolean alone, Runnable granted, Runnable refused) {
            this.words = words;
            this.granted = granted;
            this.refused = refused;
            this.alone = alone;
        }

        void ask() {
            attempts++;
            simulation.ask(id, dice.of(masters), Words.of(words), this::answered);
        }

        private void answered(Client.Result result) {
            switch (result) {
                case Client.Result.Made _ -> granted.run();
                case Client.Result.Unknown _ -> {
                    doubtful = true;
                    askAgain();
                }
                case Client.Result.Refused(Problem.Unavailable _) when doubtful -> askAgain();
                case Client.Result.Refused(Problem.AlreadyExists exists) when alone ->
                        breaches.add("the same was done twice: " + words + ": " + exists.message());
                case Client.Result.Refused _ when !doubtful -> refused.run();
                case Client.Result.Refused _ -> {}
            }
        }

        private void askAgain() {
            if (attempts < MOST_ATTEMPTS && dice.percent(80)) {
                Duration pause = dice.millis(10, 4000);
                simulation.network().agenda().after(pause, "admin", this::ask);
            }
        }
    }

    Wishes(Simulation simulation, Dice dice) {
        this.simulation = simulation;
        this.dice = dice;
        this.masters = simulation.group().members();
    }

    /** Everybody who was ever asked for. */
    Iterable<Person> people() {
        return people.values();
    }

    /** The routes that were promised. */
    Set<String> routes() {
        return routes;
    }

    /** What must not have been answered. */
    List<String> breaches() {
        return breaches;
    }

    /** Asks for something. */
    void wish() {
        switch (dice.below(10)) {
            case 0, 1, 2, 3 -> create();
            case 4 -> somebody().ifPresent(this::delete);
            case 5, 6 -> somebody().ifPresent(this::update);
            case 7 -> route();
            case 8 -> ask("operation start %08d type chore".formatted(count));
            default -> drain();
        }
    }

    private void ask(String words) {
        new Wish(words, true, () -> {}, () -> {}).ask();
    }

    private void create() {
        Person person = new Person("u" + (people.size() + 1));
        people.put(person.name, person);
        StringBuilder words = new StringBuilder("user create " + person.name);
        if (dice.percent(30)) {
            words.append(" route west");
        }
        if (dice.percent(30)) {
            words.append(" limit ").append(1000 + dice.below(5000));
            person.touched = true;
        }
        new Wish(words.toString(), true, () -> person.made = true, () -> person.never = true).ask();
    }

    /** Asks for something that others ask for, too: it may be refused for that. */
    void contend(String words, Runnable granted) {
        new Wish(words, false, granted, () -> {}).ask();
    }

    /** Anybody who was ever asked for. */
    Optional<Person> somebody() {
        return people.isEmpty()
                ? Optional.empty()
                : Optional.of(dice.of(List.copyOf(people.values())));
    }

    /** Asks for the deletion of a user. */
    void delete(Person person) {
        person.mayBeGone = true;
        new Wish("user delete " + person.name, true, () -> person.gone = true, () -> {}).ask();
    }

    /** Asks for some change of a user. */
    void update(Person person) {
        person.touched = true;
        ask(
                switch (dice.below(4)) {
                    case 0 -> "user update %s enabled false".formatted(person.name);
                    case 1 -> "user update %s enabled true".formatted(person.name);
                    case 2 ->
                            "user update %s limit %d"
                                    .formatted(person.name, 1000 + dice.below(9000));
                    default -> "user reset " + person.name;
                });
    }

    private void route() {
        String name = "r" + ++count;
        new Wish("route create " + name, true, () -> routes.add(name), () -> {}).ask();
    }

    private void drain() {
        String worker = dice.of(List.of("w1", "w2"));
        ask("node " + (dice.percent(40) ? "drain " : "resume ") + worker);
    }
}
