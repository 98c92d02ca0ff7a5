package dev.covey.runtime.resource;

import dev.covey.model.AuditSpec;
import dev.covey.model.EventSpec;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Meta;
import dev.covey.model.NoStatus;
import dev.covey.model.Resource;
import dev.covey.model.Spec;
import dev.covey.model.Status;
import dev.covey.model.json.Json;
import dev.covey.model.json.Rows;
import dev.covey.runtime.store.Change;
import dev.covey.runtime.store.Condition;
import dev.covey.runtime.store.Row;
import dev.covey.runtime.store.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Collects changes of resources with the preconditions that make them safe against the view they
 * were planned on. For one thread; used once.
 */
public final class Draft {

    private final View view;
    private final List<Condition> conditions = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    /** Changes relative to a view. */
    public Draft(View view) {
        this.view = view;
    }

    /** Creates a resource; its id and its name must be free. */
    public Draft create(Meta meta, Spec spec) {
        Kind kind = Kind.of(spec);
        Key key = new Key(kind, meta.id());
        expectAbsent(key.specRow());
        put(key.specRow(), Rows.spec(meta, spec, Optional.empty()));
        if (kind.named()) {
            takeName(kind, meta);
        }
        return this;
    }

    /** Replaces meta and specification of a resource that must be as it was read. */
    public Draft update(Resource<?, ?> old, Meta meta, Spec spec) {
        Key key = old.key();
        expect(key.specRow(), old.revision());
        Optional<byte[]> row = view.get(key.specRow()).map(Row::value);
        put(key.specRow(), Rows.spec(meta, spec, row));
        if (key.kind().named() && !old.name().equals(meta.name())) {
            delete(Key.nameRow(key.kind(), old.name()));
            takeName(key.kind(), meta);
        }
        return this;
    }

    /** Replaces the specification and raises the generation. */
    public Draft update(Resource<?, ?> old, Spec spec) {
        return update(old, old.meta().next(), spec);
    }

    /** Deletes a resource with its status and name; it must be as it was read. */
    public Draft delete(Resource<?, ?> old) {
        Key key = old.key();
        expect(key.specRow(), old.revision());
        delete(key.specRow());
        // Its first status may come after the view was taken.
        if (key.kind().statusType() != NoStatus.class) {
            delete(key.statusRow());
        }
        if (key.kind().named()) {
            delete(Key.nameRow(key.kind(), old.name()));
        }
        return this;
    }

    /** Writes a status if it differs from what is there; the resource must still exist. */
    public Draft status(Key key, Status status) {
        Optional<Row> row = view.get(key.statusRow());
        byte[] content = Rows.status(status, row.map(Row::value));
        if (row.isPresent() && Arrays.equals(row.get().value(), content)) {
            return this;
        }
        view.get(key.specRow()).ifPresent(spec -> expect(key.specRow(), spec.modRevision()));
        expect(key.statusRow(), row.map(Row::modRevision).orElse(0L));
        return put(key.statusRow(), content);
    }

    /** Adds an audit line: who did what. */
    public Draft audit(String id, Instant at, AuditSpec line) {
        return create(Meta.first(id, id, at), line);
    }

    /** Adds an event: what happened. */
    public Draft event(String id, Instant at, EventSpec event) {
        return create(Meta.first(id, id, at), event);
    }

    /** The row must still have this modification revision; 0 for absent. */
    public Draft expect(String row, long modRevision) {
        conditions.add(new Condition.RowAt(row, modRevision));
        return this;
    }

    /** The row must not exist. */
    public Draft expectAbsent(String row) {
        return expect(row, 0);
    }

    /** No row under this prefix may have come, changed or gone since the view. */
    public Draft expectUnchanged(String prefix) {
        conditions.add(new Condition.PrefixUnchanged(prefix, view.revision()));
        return this;
    }

    /** Puts a plain row. */
    public Draft put(String row, byte[] value) {
        changes.add(new Change.Put(row, value));
        return this;
    }

    /** Puts a plain row. */
    public Draft put(Change.Put row) {
        changes.add(row);
        return this;
    }

    /** Deletes a plain row. */
    public Draft delete(String row) {
        changes.add(new Change.Delete(row));
        return this;
    }

    /** True if there is nothing to do. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** What must hold. */
    public List<Condition> conditions() {
        return List.copyOf(conditions);
    }

    /** What will change. */
    public List<Change> changes() {
        return List.copyOf(changes);
    }

    private void takeName(Kind kind, Meta meta) {
        String row = Key.nameRow(kind, meta.name());
        expectAbsent(row);
        put(row, Json.utf8(meta.id()));
    }
}
