package dev.covey.simulation.chance;

import dev.covey.model.InboundSpec;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Type;
import dev.covey.model.json.Rows;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.store.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What rows must be to each other, whoever wrote at the same moment. */
final class Whole {

    private final Resources store;
    private final List<String> breaches = new ArrayList<>();

    private Whole(Resources store) {
        this.store = store;
    }

    /** Looks; returns what does not hold. */
    static List<String> breaches(Resources store) {
        Whole whole = new Whole(store);
        for (Kind kind : Kind.values()) {
            whole.rows(kind);
        }
        whole.numbers();
        whole.inbounds();
        return whole.breaches;
    }

    /** Each resource has its name, each name its resource, and each status, too. */
    private void rows(Kind kind) {
        Set<String> ids = new HashSet<>(store.view().ids(kind));
        for (Row status : store.view().list(Key.statusPrefix(kind))) {
            check(ids.contains(status.id()), status.key() + " is the status of nothing");
        }
        if (kind.named()) {
            for (Row name : store.view().list(Key.nameRow(kind, ""))) {
                check(ids.contains(text(name)), name.key() + " is the name of nothing");
            }
            for (Row spec : store.view().list(Key.specPrefix(kind))) {
                String name = Rows.read(kind, spec.value(), 0, Optional.empty()).name();
                boolean its =
                        store.view()
                                .get(Key.nameRow(kind, name))
                                .filter(row -> text(row).equals(spec.id()))
                                .isPresent();
                check(its, "%s has lost its name %s".formatted(spec.key(), name));
            }
        }
    }

    private static String text(Row row) {
        return new String(row.value(), StandardCharsets.UTF_8);
    }

    private void numbers() {
        Set<Long> numbers = new HashSet<>();
        store.list(Type.USER)
                .forEach(
                        user ->
                                check(
                                        numbers.add(user.spec().number()),
                                        user.name() + " has the number of another"));
    }

    private void inbounds() {
        Set<String> places = new HashSet<>();
        Set<String> nodes = Set.copyOf(store.view().ids(Kind.NODE));
        Set<String> routes = Set.copyOf(store.view().ids(Kind.ROUTE));
        store.list(Type.INBOUND)
                .forEach(
                        inbound -> {
                            InboundSpec spec = inbound.spec();
                            String name = inbound.name();
                            check(nodes.contains(spec.node()), name + " is on no node");
                            check(
                                    spec.route().isEmpty() || routes.contains(spec.route()),
                                    name + " is in a route that is gone");
                            check(
                                    places.add(spec.node() + ":" + spec.port()),
                                    name + " has the port of another");
                        });
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            breaches.add(otherwise);
        }
    }
}
