package dev.covey.simulation.chronicle;

import dev.covey.master.rows.Counter;
import dev.covey.master.rows.UsageMark;
import dev.covey.model.ClusterStatus;
import dev.covey.model.EventSpec;
import dev.covey.model.InboundStatus;
import dev.covey.model.JoinStringStatus;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.NoStatus;
import dev.covey.model.NodeStatus;
import dev.covey.model.OperationStatus;
import dev.covey.model.Resource;
import dev.covey.model.RouteStatus;
import dev.covey.model.Spec;
import dev.covey.model.Status;
import dev.covey.model.UserSpec;
import dev.covey.model.UserStatus;
import dev.covey.model.json.Json;
import dev.covey.model.json.Rows;
import dev.covey.model.json.Words;
import dev.covey.runtime.store.Row;
import dev.covey.runtime.store.RowChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says what a change of a row means. For one thread. */
public final class RowLines {

    private static final Set<Kind> SILENT = Set.of(Kind.AUDIT, Kind.SESSION);

    private final Chronicle chronicle;
    private final Names names;

    /** Writes into a chronicle, with names that it learns on the way. */
    public RowLines(Chronicle chronicle, Names names) {
        this.chronicle = chronicle;
        this.names = names;
    }

    /** Learns the names of what there is without a word. */
    public void learn(Row row) {
        key(row.key(), "r/").ifPresent(key -> learn(spec(key, row)));
    }

    /** Tells of a change. */
    public void changed(RowChange change) {
        key(change.key(), "r/").ifPresent(key -> specChanged(key, change));
        key(change.key(), "s/").ifPresent(key -> statusChanged(key, change));
        if (change.key().startsWith(Counter.PREFIX)) {
            counted(change);
        } else if (change.key().startsWith(UsageMark.PREFIX)) {
            marked(change);
        }
    }

    private static Optional<Key> key(String row, String part) {
        String[] parts = row.split("/", 3);
        if (!row.startsWith(part) || parts.length < 3) {
            return Optional.empty();
        }
        for (Kind kind : Kind.values()) {
            if (kind.word().equals(parts[1]) && !SILENT.contains(kind)) {
                return Optional.of(new Key(kind, parts[2]));
            }
        }
        return Optional.empty();
    }

    private static Resource<Spec, Status> spec(Key key, Row row) {
        return Rows.read(key.kind(), row.value(), row.modRevision(), Optional.empty());
    }

    private void learn(Resource<Spec, Status> resource) {
        names.learn(resource.kind(), resource.id(), resource.name());
        if (resource.spec() instanceof UserSpec user) {
            names.learnUser(user.number(), resource.name());
        }
    }

    private String who(Key key) {
        return key.kind().word() + " " + names.of(key.kind(), key.id());
    }

    private void specChanged(Key key, RowChange change) {
        if (change.row().isEmpty()) {
            if (key.kind() != Kind.EVENT) {
                chronicle.say(who(key), "deleted");
            }
            return;
        }
        Resource<Spec, Status> now = spec(key, change.row().get());
        if (now.spec() instanceof EventSpec event) {
            chronicle.say(
                    "event",
                    Words.of(event.severity())
                            + " "
                            + event.reason()
                            + ": "
                            + names.in(event.text()));
            return;
        }
        learn(now);
        Optional<Row> previous = change.previous();
        if (previous.isEmpty()) {
            chronicle.say(who(key), "created");
            return;
        }
        Resource<Spec, Status> before = spec(key, previous.get());
        List<String> changes = Fields.changed((Record) before.spec(), (Record) now.spec());
        if (!before.name().equals(now.name())) {
            changes.add("name " + before.name() + " → " + now.name());
        }
        changes.forEach(one -> chronicle.say(who(key), names.in(one)));
    }

    private void statusChanged(Key key, RowChange change) {
        if (change.row().isEmpty()) {
            return;
        }
        Status now = status(key, change.row().get());
        Optional<Status> before = change.previous().map(row -> status(key, row));
        switch (now) {
            case NodeStatus s -> node(key, before.map(NodeStatus.class::cast), s);
            case ClusterStatus s -> cluster(key, before.map(ClusterStatus.class::cast), s);
            case InboundStatus s -> inbound(key, before.map(InboundStatus.class::cast), s);
            case RouteStatus s ->
                    chronicle.say(who(key), s.live() + " of " + s.inbounds() + " inbounds live");
            case UserStatus s ->
                    moved(key, before.map(b -> ((UserStatus) b).state()), s.state(), "");
            case OperationStatus s -> operation(key, before.map(OperationStatus.class::cast), s);
            case JoinStringStatus s ->
                    chronicle.say(who(key), "used by " + s.usedBy().size() + " machines");
            case NoStatus _ -> {}
        }
    }

    private static Status status(Key key, Row row) {
        return Json.read(row.value(), key.kind().statusType());
    }

    private void moved(Key key, Optional<? extends Enum<?>> before, Enum<?> now, String why) {
        if (before.isPresent() && before.get() == now) {
            return;
        }
        String from = before.map(Words::of).map(word -> word + " → ").orElse("");
        String because = why.isEmpty() ? "" : " (" + names.in(why) + ")";
        chronicle.say(who(key), from + Words.of(now) + because);
    }

    private void node(Key key, Optional<NodeStatus> before, NodeStatus now) {
        moved(key, before.map(NodeStatus::state), now.state(), now.why());
        warned(key, before.map(NodeStatus::warnings).orElse(List.of()), now.warnings());
    }

    private void cluster(Key key, Optional<ClusterStatus> before, ClusterStatus now) {
        boolean other = before.map(ClusterStatus::why).filter(now.why()::equals).isEmpty();
        if (before.map(ClusterStatus::state).filter(s -> s == now.state()).isPresent() && other) {
            chronicle.say(who(key), "still " + Words.of(now.state()) + " (" + now.why() + ")");
        }
        moved(key, before.map(ClusterStatus::state), now.state(), now.why());
        warned(key, before.map(ClusterStatus::warnings).orElse(List.of()), now.warnings());
    }

    private void warned(Key key, List<String> before, List<String> now) {
        now.stream()
                .filter(w -> !before.contains(w))
                .forEach(w -> chronicle.say(who(key), "warns: " + w));
        before.stream()
                .filter(w -> !now.contains(w))
                .forEach(w -> chronicle.say(who(key), "no longer warns: " + w));
    }

    private void inbound(Key key, Optional<InboundStatus> before, InboundStatus now) {
        moved(key, before.map(InboundStatus::state), now.state(), now.why());
        long seen = before.map(InboundStatus::observedGeneration).orElse(0L);
        if (seen != now.observedGeneration()) {
            chronicle.say(who(key), "generation " + now.observedGeneration() + " carried out");
        }
    }

    private void operation(Key key, Optional<OperationStatus> before, OperationStatus now) {
        List<String> lines = new ArrayList<>(now.log());
        before.ifPresent(b -> lines.subList(0, Math.min(b.log().size(), lines.size())).clear());
        lines.forEach(line -> chronicle.say(who(key), "log: " + names.in(line)));
        moved(key, before.map(OperationStatus::state), now.state(), now.result());
    }

    private void counted(RowChange change) {
        long number = Counter.number(change.key()).orElseThrow();
        String who = "user " + names.user(number);
        if (change.row().isEmpty()) {
            chronicle.say(who, "counter deleted");
            return;
        }
        long now = Counter.read(change.row().get()).weighted();
        long before = change.previous().map(Counter::read).map(Counter::weighted).orElse(0L);
        chronicle.say(who, "counted %d bytes more, %d in all".formatted(now - before, now));
    }

    private void marked(RowChange change) {
        String node = change.key().substring(UsageMark.PREFIX.length());
        String who = "node " + names.of(Kind.NODE, node);
        change.row()
                .map(UsageMark::read)
                .ifPresent(
                        mark ->
                                chronicle.say(
                                        who,
                                        "traffic counted up to batch %d of core %s"
                                                .formatted(mark.seq(), mark.coreEpoch())));
    }
}
