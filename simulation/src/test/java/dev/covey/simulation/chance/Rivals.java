package dev.covey.simulation.chance;

import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.model.UserSpec;
import dev.covey.model.UserStatus;
import dev.covey.runtime.resource.Resources;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Administrators who write the same things at the same moment, and what must come of it. For one
 * thread.
 */
final class Rivals {

    /** A user whom nobody else writes. */
    static final String USER = "rival";

    private final Wishes wishes;
    private final Dice dice;
    private final Field limit = new Field("limit", spec -> Long.toString(spec.dataLimitBytes()));
    private final Field enabled = new Field("enabled", spec -> Boolean.toString(spec.enabled()));
    private int count;

    /** One field of the user, with one writer at a time. */
    private final class Field {
        private final String name;
        private final Function<UserSpec, String> reading;
        private Optional<String> due = Optional.empty();
        private boolean asking;

        Field(String name, Function<UserSpec, String> reading) {
            this.name = name;
            this.reading = reading;
        }

        void write(String value) {
            asking = true;
            due = Optional.empty();
            wishes.contend(
                    "user update %s %s %s".formatted(USER, name, value),
                    () -> {
                        due = Optional.of(value);
                        asking = false;
                    });
        }

        boolean holds(UserSpec spec) {
            return due.isEmpty() || due.get().equals(reading.apply(spec));
        }
    }

    Rivals(Wishes wishes, Dice dice) {
        this.wishes = wishes;
        this.dice = dice;
    }

    /** Some of them meet. */
    void clash() {
        count++;
        switch (dice.below(5)) {
            case 0, 1 -> sameUser();
            case 2 -> lastWords();
            case 3 -> sameNameAndPort();
            default -> routeGoes();
        }
    }

    /** Two write different fields: neither is lost. What is never answered is never asked anew. */
    private void sameUser() {
        if (!limit.asking && !enabled.asking) {
            limit.write(Integer.toString(1_000_000 + dice.below(1_000_000)));
            enabled.write(Boolean.toString(dice.percent(50)));
        }
    }

    /** One changes what another deletes. */
    private void lastWords() {
        wishes.somebody()
                .ifPresent(
                        person -> {
                            wishes.update(person);
                            wishes.delete(person);
                        });
    }

    /** Two make a route of the same name, and an inbound on the same port. */
    private void sameNameAndPort() {
        String node = dice.of(List.of("w1", "w2"));
        for (String who : List.of("a", "b")) {
            wishes.contend("route create same-%d".formatted(count), () -> {});
            wishes.contend(
                    "inbound create in-%d-%s on %s port %d"
                            .formatted(count, who, node, 20_000 + dice.below(3)),
                    () -> {});
        }
    }

    /** An inbound enters the route that another deletes. */
    private void routeGoes() {
        String route = "brief-" + count;
        wishes.contend(
                "route create " + route,
                () -> {
                    wishes.contend("inbound update in3 route " + route, () -> {});
                    wishes.contend("route delete " + route, () -> {});
                });
    }

    /** What was acknowledged is so. */
    List<String> breaches(Resources store) {
        Resource<UserSpec, UserStatus> user = store.named(Type.USER, USER).orElseThrow();
        return List.of(limit, enabled).stream()
                .filter(field -> !field.holds(user.spec()))
                .map(
                        field ->
                                "%s of %s is %s, but %s was acknowledged"
                                        .formatted(
                                                field.name,
                                                USER,
                                                field.reading.apply(user.spec()),
                                                field.due.orElseThrow()))
                .toList();
    }
}
