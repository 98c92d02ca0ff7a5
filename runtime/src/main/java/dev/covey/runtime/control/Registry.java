package dev.covey.runtime.control;

import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.runtime.store.Change;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The controllers of an engine: one name each, and one writer for each row. Immutable. */
public final class Registry {
    private final List<Controller> controllers;

    /**
     * Takes controllers in.
     *
     * @throws IllegalArgumentException if two have one name, or could write one row
     */
    public Registry(List<Controller> controllers) {
        this.controllers = List.copyOf(controllers);
        Map<String, Controller> names = new HashMap<>();
        Map<Output, Controller> writers = new HashMap<>();
        for (Controller controller : controllers) {
            if (names.putIfAbsent(controller.name(), controller) != null) {
                throw new IllegalArgumentException("two controllers '" + controller.name() + "'");
            }
            controller.outputs().forEach(output -> claim(writers, output, controller));
        }
    }

    private static void claim(Map<Output, Controller> writers, Output output, Controller claimant) {
        writers.forEach(
                (taken, writer) -> {
                    if (taken.overlaps(output) && !writer.name().equals(claimant.name())) {
                        throw new IllegalArgumentException(
                                "Expected one writer for '%s', but both '%s' and '%s' claim it."
                                        .formatted(
                                                output.prefix(), writer.name(), claimant.name()));
                    }
                });
        writers.put(output, claimant);
    }

    /** All of them, in the order of registration. */
    public List<Controller> controllers() {
        return controllers;
    }

    /** The controller with a name. */
    public Optional<Controller> named(String name) {
        return controllers.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    /**
     * Refuses a plan that writes what is another's. Making events is free to all: an event is only
     * ever added.
     *
     * @throws IllegalStateException as it is a mistake of the controller
     */
    void check(Controller controller, Plan plan) {
        for (Change change : plan.changes()) {
            boolean allowed =
                    isNewEvent(change)
                            || controller.outputs().stream()
                                    .anyMatch(o -> mayWrite(o, change.key()));
            if (!allowed) {
                throw new IllegalStateException(
                        "controller '%s' may not write '%s'"
                                .formatted(controller.name(), change.key()));
            }
        }
    }

    private static boolean isNewEvent(Change change) {
        return change instanceof Change.Put && change.key().startsWith(Key.specPrefix(Kind.EVENT));
    }

    /** The row itself, or the name and status rows that go with a resource that is deleted. */
    private static boolean mayWrite(Output output, String row) {
        if (row.startsWith(output.prefix())) {
            return true;
        }
        boolean resource = output.prefix().startsWith("r/");
        String kind = resource ? output.prefix().substring(1) : "";
        return resource && (row.startsWith("n" + kind) || row.startsWith("s" + kind));
    }
}
