package dev.covey.master.api.live;

import dev.covey.master.rows.Counter;
import dev.covey.master.rows.UsageMark;
import dev.covey.model.InboundSpec;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Resource;
import dev.covey.model.Spec;
import dev.covey.model.Status;
import dev.covey.model.Type;
import dev.covey.model.UserSpec;
import dev.covey.model.json.Rows;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.store.Row;
import dev.covey.runtime.store.RowChange;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which resources look different after rows have changed. For one thread. */
final class Affected {

    private static final Map<String, Kind> WORDS =
            Arrays.stream(Kind.values()).collect(Collectors.toMap(Kind::word, Function.identity()));
    private static final Set<Kind> COUNTED = Set.of(Kind.NODE, Kind.INBOUND, Kind.ROUTE, Kind.USER);

    private final Set<Kind> wanted;
    private final @Nullable String cluster;
    private final Map<Long, String> users = new HashMap<>();

    /**
     * Looks for these kinds.
     *
     * @param cluster id of the cluster, whose counts change with its resources
     */
    Affected(Set<Kind> wanted, Optional<String> cluster) {
        this.wanted = wanted;
        this.cluster = cluster.orElse(null);
    }

    /** Takes note of a user, whose counter is found by number. */
    void user(String id, UserSpec user) {
        users.put(user.number(), id);
    }

    /** What looks different now that rows have changed. */
    Set<Key> by(Collection<RowChange> changes, Resources now) {
        Set<Key> keys = new LinkedHashSet<>();
        for (RowChange change : changes) {
            resource(change.key())
                    .ifPresent(
                            key -> {
                                add(keys, key, change);
                                addNaming(keys, key, change, now);
                            });
            if (wanted.contains(Kind.USER)) {
                counted(change.key()).ifPresent(id -> keys.add(new Key(Kind.USER, id)));
            }
            if (wanted.contains(Kind.NODE) && change.key().startsWith(UsageMark.PREFIX)) {
                keys.add(new Key(Kind.NODE, change.id()));
            }
        }
        return keys;
    }

    private void add(Set<Key> keys, Key key, RowChange change) {
        boolean specification = change.key().startsWith("r/");
        if (wanted.contains(key.kind())) {
            keys.add(key);
        }
        if (key.kind() == Kind.USER && specification && wanted.contains(Kind.USER)) {
            change.row().ifPresent(row -> user(key.id(), (UserSpec) spec(Kind.USER, row)));
        }
        if (key.kind() == Kind.INBOUND && specification && wanted.contains(Kind.ROUTE)) {
            change.row().flatMap(Affected::route).ifPresent(keys::add);
            change.previous().flatMap(Affected::route).ifPresent(keys::add);
        }
        boolean cameOrWent = change.row().isEmpty() || change.previous().isEmpty();
        if (specification
                && cameOrWent
                && cluster != null
                && COUNTED.contains(key.kind())
                && wanted.contains(Kind.CLUSTER)) {
            keys.add(new Key(Kind.CLUSTER, cluster));
        }
    }

    /** Inbounds show the names of their node and route, users those of their routes. */
    private void addNaming(Set<Key> keys, Key key, RowChange change, Resources now) {
        boolean named = key.kind() == Kind.NODE || key.kind() == Kind.ROUTE;
        if (!named
                || !change.key().startsWith("r/")
                || name(key.kind(), change.row()).equals(name(key.kind(), change.previous()))) {
            return;
        }
        if (wanted.contains(Kind.INBOUND)) {
            now.list(Type.INBOUND).stream()
                    .filter(i -> Set.of(i.spec().node(), i.spec().route()).contains(key.id()))
                    .forEach(i -> keys.add(i.key()));
        }
        if (wanted.contains(Kind.USER)) {
            now.list(Type.USER).stream()
                    .filter(u -> u.spec().routes().contains(key.id()))
                    .forEach(u -> keys.add(u.key()));
        }
    }

    private static String name(Kind kind, Optional<Row> row) {
        return row.map(r -> resource(kind, r).name()).orElse("");
    }

    private Optional<String> counted(String row) {
        return row.startsWith(Counter.PREFIX)
                ? Counter.number(row).map(users::get)
                : Optional.empty();
    }

    private static Optional<Key> route(Row row) {
        String route = ((InboundSpec) spec(Kind.INBOUND, row)).route();
        return route.isEmpty() ? Optional.empty() : Optional.of(new Key(Kind.ROUTE, route));
    }

    private static Object spec(Kind kind, Row row) {
        return resource(kind, row).spec();
    }

    private static Resource<Spec, Status> resource(Kind kind, Row row) {
        return Rows.read(kind, row.value(), row.modRevision(), Optional.empty());
    }

    /** The resource whose specification or status a row is. */
    private static Optional<Key> resource(String row) {
        String[] parts = row.split("/", 3);
        boolean resource = parts.length == 3 && (parts[0].equals("r") || parts[0].equals("s"));
        Kind kind = resource ? WORDS.get(parts[1]) : null;
        return kind == null ? Optional.empty() : Optional.of(new Key(kind, parts[2]));
    }
}
