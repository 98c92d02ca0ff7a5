package dev.covey.runtime.store;

import dev.covey.kv.Bytes;
import dev.covey.kv.KeyRange;
import dev.covey.kv.KeyValue;
import dev.covey.kv.Op;
import dev.covey.kv.Reply;
import dev.covey.kv.RequestId;
import dev.covey.kv.Space;
import dev.covey.kv.machine.SpaceState;
import dev.covey.kv.machine.State;
import java.util.List;
import java.util.Optional;

/** A view of a state of the machine. */
public record MachineView(State state) implements View {

    @Override
    public long revision() {
        return state.system().revision();
    }

    @Override
    public long position() {
        return state.control().position();
    }

    @Override
    public Optional<Row> get(String key) {
        KeyValue kv = state.system().get(Bytes.of(key));
        return kv == null ? Optional.empty() : Optional.of(Row.of(kv));
    }

    @Override
    public List<Row> list(String prefix) {
        return state.system().list(KeyRange.prefix(Bytes.of(prefix))).stream()
                .map(Row::of)
                .toList();
    }

    @Override
    public Optional<Outcome> outcomeOf(RequestId id) {
        return Optional.ofNullable(state.answer(id)).map(Translation::outcome);
    }

    @Override
    public Reply query(Space space, Op op) {
        return state.query(space, op);
    }

    @Override
    public long revision(Space space) {
        return state.space(space).revision();
    }

    @Override
    public long floor(Space space) {
        return state.space(space).floor();
    }

    @Override
    public SpaceState space(Space space) {
        return state.space(space);
    }

    /** The revision and nothing of what is stored. */
    @Override
    public String toString() {
        return "view at " + revision();
    }
}
