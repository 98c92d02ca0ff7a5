package dev.covey.runtime.resource;

import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Resource;
import dev.covey.model.Spec;
import dev.covey.model.Status;
import dev.covey.model.Type;
import dev.covey.model.json.Rows;
import dev.covey.runtime.store.Row;
import dev.covey.runtime.store.View;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Typed reading of one view. Immutable like the view; safe from any thread. */
public final class Resources {

    private final View view;
    private final Decoded decoded;

    /** Reads a view without a shared cache of decoded rows. */
    public Resources(View view) {
        this(view, new Decoded());
    }

    /** Reads a view; rows decoded before are taken from the cache. */
    public Resources(View view, Decoded decoded) {
        this.view = view;
        this.decoded = decoded;
    }

    /** What is read. */
    public View view() {
        return view;
    }

    /** The resource with this id, if there is one. */
    public <S extends Spec, T extends Status> Optional<Resource<S, T>> get(
            Type<S, T> type, String id) {
        Key key = new Key(type.kind(), id);
        return view.get(key.specRow())
                .map(row -> typed(decoded.read(key, row, view.get(key.statusRow()))));
    }

    /** The resource with this id; absent is refused. */
    public <S extends Spec, T extends Status> Resource<S, T> need(Type<S, T> type, String id) {
        return get(type, id).orElseThrow(() -> missing(type.kind(), id));
    }

    /** The resource with this name, if there is one. */
    public <S extends Spec, T extends Status> Optional<Resource<S, T>> named(
            Type<S, T> type, String name) {
        return view.get(Key.nameRow(type.kind(), name))
                .flatMap(row -> get(type, new String(row.value(), StandardCharsets.UTF_8)));
    }

    /** The resource that a person means: an id or a name; absent is refused. */
    public <S extends Spec, T extends Status> Resource<S, T> find(
            Type<S, T> type, String idOrName) {
        return get(type, idOrName)
                .or(() -> named(type, idOrName))
                .orElseThrow(() -> missing(type.kind(), idOrName));
    }

    /** All resources of a kind, ordered by id. */
    public <S extends Spec, T extends Status> List<Resource<S, T>> list(Type<S, T> type) {
        Kind kind = type.kind();
        Map<String, Row> statuses = new HashMap<>();
        view.list(Key.statusPrefix(kind)).forEach(row -> statuses.put(row.id(), row));
        List<Resource<S, T>> all = new ArrayList<>();
        for (Row row : view.list(Key.specPrefix(kind))) {
            Optional<Row> status = Optional.ofNullable(statuses.get(row.id()));
            all.add(typed(decoded.read(new Key(kind, row.id()), row, status)));
        }
        return Collections.unmodifiableList(all);
    }

    @SuppressWarnings("unchecked") // the kind decides both types
    private static <S extends Spec, T extends Status> Resource<S, T> typed(
            Resource<Spec, Status> resource) {
        return (Resource<S, T>) (Resource<?, ?>) resource;
    }

    private static ProblemException missing(Kind kind, String name) {
        return new ProblemException(
                new Problem.NotFound(kind, name.length() > 80 ? name.substring(0, 80) : name));
    }

    /** Decodes one row pair without a view. */
    static Resource<Spec, Status> decode(Key key, Row row, Optional<Row> status) {
        return Rows.read(key.kind(), row.value(), row.modRevision(), status.map(Row::value));
    }
}
