package dev.covey.runtime.control;

import dev.covey.kv.Op;
import dev.covey.kv.Reply;
import dev.covey.kv.RequestId;
import dev.covey.kv.Space;
import dev.covey.kv.machine.SpaceState;
import dev.covey.runtime.store.Condition;
import dev.covey.runtime.store.Outcome;
import dev.covey.runtime.store.Row;
import dev.covey.runtime.store.View;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A view that remembers what was read of it, so that the transaction of a plan asserts all that the
 * plan depends on, whether its maker thought of it or not. For one thread.
 */
final class Reads implements View {
    private final View view;
    private final Map<String, Condition> rows = new LinkedHashMap<>();
    private final Map<String, Condition> prefixes = new LinkedHashMap<>();

    Reads(View view) {
        this.view = view;
    }

    /** The same without memory. */
    View forgetful() {
        return view;
    }

    /**
     * What was read and what a plan asserts beside, without doubles. A row that was read alone
     * needs no assertion of its own if a list that holds it is asserted.
     */
    List<Condition> asserted(Collection<Condition> more) {
        Map<String, Condition> all = new LinkedHashMap<>(rows);
        Map<String, Condition> lists = new LinkedHashMap<>(prefixes);
        all.keySet().removeIf(key -> lists.keySet().stream().anyMatch(key::startsWith));
        for (Condition condition : more) {
            switch (condition) {
                case Condition.RowAt row -> all.put(row.key(), row);
                case Condition.PrefixUnchanged prefix -> lists.put(prefix.prefix(), prefix);
            }
        }
        List<Condition> conditions = new ArrayList<>(all.values());
        conditions.addAll(lists.values());
        return conditions;
    }

    @Override
    public long revision() {
        return view.revision();
    }

    @Override
    public long position() {
        return view.position();
    }

    @Override
    public Optional<Row> get(String key) {
        Optional<Row> row = view.get(key);
        rows.put(key, new Condition.RowAt(key, row.map(Row::modRevision).orElse(0L)));
        return row;
    }

    @Override
    public List<Row> list(String prefix) {
        prefixes.put(prefix, new Condition.PrefixUnchanged(prefix, view.revision()));
        return view.list(prefix);
    }

    @Override
    public Optional<Outcome> outcomeOf(RequestId id) {
        throw new IllegalStateException("a judgement does not depend on requests");
    }

    @Override
    public Reply query(Space space, Op op) {
        throw new IllegalStateException("a judgement reads rows only, so that it can be asserted");
    }

    @Override
    public long revision(Space space) {
        throw new IllegalStateException("a judgement does not depend on revisions");
    }

    @Override
    public long floor(Space space) {
        throw new IllegalStateException("a judgement does not depend on revisions");
    }

    @Override
    public SpaceState space(Space space) {
        throw new IllegalStateException("a judgement reads rows only, so that it can be asserted");
    }
}
