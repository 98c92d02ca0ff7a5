package dev.covey.master.control.membership;

import dev.covey.master.rows.ObservedNode;
import dev.covey.model.EventSpec;
import dev.covey.model.EventSpec.Severity;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.NodeStatus.State;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.model.json.Words;
import dev.covey.runtime.control.Controller;
import dev.covey.runtime.control.Output;
import dev.covey.runtime.control.Plan;
import dev.covey.runtime.control.Situation;
import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.store.RowChange;
import dev.covey.runtime.store.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Writes the status of each node, and undoes joins that came to nothing. Its keys are node ids. */
public final class MembershipController implements Controller {
    /** Its name, for those who nudge it. */
    public static final String NAME = "membership";

    /**
     * How long a node may be silent. Takes the longest a singleton may run on after its agent's
     * last acknowledged heartbeat, and a second for clocks that run at different rates.
     */
    public static final Duration MOST_SILENCE = Duration.ofSeconds(12);

    private static final Duration CLOCK_ALARM = Duration.ofSeconds(60);
    private static final Duration CLOCK_WELL = Duration.ofSeconds(30);
    private static final Duration CLOCK_LOOK = Duration.ofSeconds(10);
    private static final String CLOCK_WARNING = "Its clock is ";

    private final Liveness liveness;
    private final Predicate<String> inGroup;

    /**
     * Judges by heartbeats.
     *
     * @param inGroup whether a node takes part in the group of masters, heard or not
     */
    public MembershipController(Liveness liveness, Predicate<String> inGroup) {
        this.liveness = liveness;
        this.inGroup = inGroup;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> inputs() {
        return Set.of(Key.specPrefix(Kind.NODE), ObservedNode.PREFIX);
    }

    @Override
    public Set<Output> outputs() {
        return Set.of(
                Output.status(Kind.NODE),
                Output.removal(Kind.NODE),
                Output.removal(Kind.INBOUND),
                Output.status(Kind.JOIN_STRING));
    }

    @Override
    public Collection<String> keys(View view) {
        return view.ids(Kind.NODE);
    }

    @Override
    public Collection<String> touched(RowChange change, View view) {
        return List.of(change.id());
    }

    @Override
    public Plan reconcile(String key, Situation situation) {
        Optional<Resource<NodeSpec, NodeStatus>> node = situation.resources().get(Type.NODE, key);
        if (node.isEmpty() || state(node.get()) == State.REMOVED) {
            return Plan.NOTHING;
        }
        Optional<NodeStatus> before = node.get().status();
        Optional<Long> heard = liveness.heard(key);
        long silence = situation.nanos() - heard.orElse(liveness.since());
        if (Abandonment.isDue(node.get(), silence, situation) && !inGroup.test(key)) {
            return Abandonment.plan(node.get(), situation);
        }
        State now = judge(before.map(NodeStatus::state), heard.isPresent(), silence);
        NodeStatus status = status(node.get(), now, situation);
        Draft draft = situation.draft();
        draft.status(node.get().key(), status);
        tell(situation, draft, node.get(), status);
        long left = Math.max(0, MOST_SILENCE.toNanos() - silence);
        Duration look = now == State.READY ? Duration.ofNanos(left) : MOST_SILENCE;
        return Plan.of(draft, node.get().name() + " is " + Words.of(now) + because(status.why()))
                .lookingAgain(look.compareTo(CLOCK_LOOK) < 0 ? look.plusMillis(1) : CLOCK_LOOK);
    }

    private static State state(Resource<NodeSpec, NodeStatus> node) {
        return node.status().map(NodeStatus::state).orElse(State.JOINING);
    }

    private static String because(String why) {
        return why.isEmpty() ? "" : ": " + why;
    }

    private static State judge(Optional<State> before, boolean heard, long silence) {
        boolean late = silence >= MOST_SILENCE.toNanos();
        if (heard) {
            return late ? State.LOST : State.READY;
        }
        State was = before.orElse(State.JOINING);
        return was == State.READY && late ? State.LOST : was;
    }

    private NodeStatus status(Resource<NodeSpec, NodeStatus> node, State now, Situation situation) {
        Optional<NodeStatus> before = node.status();
        boolean same = before.filter(s -> s.state() == now).isPresent();
        Instant since = same ? before.get().since() : situation.time();
        ObservedNode observed = ObservedNode.of(situation.view(), node.id());
        List<String> warnings = new ArrayList<>(observed.warnings());
        clockWarning(node).ifPresent(warnings::add);
        return new NodeStatus(now, since, why(node.id(), now), observed.version(), warnings);
    }

    private String why(String node, State now) {
        return switch (now) {
            case JOINING -> waiting(node);
            case READY, REMOVED -> "";
            case LOST -> "Its agent has not been heard from for 12 seconds.";
        };
    }

    private String waiting(String node) {
        return inGroup.test(node)
                ? "Its agent has not been heard from yet."
                : ("It was let in and has not been heard from yet; after %d minutes it is taken off"
                                + " the list.")
                        .formatted(Abandonment.WITHIN.toMinutes());
    }

    /** Goes with less than it came, and keeps its words, so that no clock's drift fills the log. */
    private Optional<String> clockWarning(Resource<NodeSpec, NodeStatus> node) {
        Optional<String> before = node.status().flatMap(MembershipController::clockWarning);
        Optional<Duration> ahead = liveness.ahead(node.id());
        if (ahead.isEmpty()) {
            return before;
        }
        Duration most = before.isPresent() ? CLOCK_WELL : CLOCK_ALARM;
        if (ahead.get().abs().compareTo(most) < 0) {
            return Optional.empty();
        }
        String direction = ahead.get().isNegative() ? "behind" : "ahead of";
        return before.filter(b -> b.contains(direction))
                .or(
                        () ->
                                Optional.of(
                                        CLOCK_WARNING
                                                + shown(ahead.get().abs())
                                                + " "
                                                + direction
                                                + " cluster time. Dates do not follow it."));
    }

    private static Optional<String> clockWarning(NodeStatus status) {
        return status.warnings().stream().filter(w -> w.startsWith(CLOCK_WARNING)).findFirst();
    }

    private static String shown(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " d";
        }
        return time.toHours() > 0 ? time.toHours() + " h" : time.toSeconds() + " s";
    }

    private static void tell(
            Situation situation, Draft draft, Resource<NodeSpec, NodeStatus> node, NodeStatus now) {
        Optional<NodeStatus> before = node.status();
        boolean changed = before.filter(s -> s.state() == now.state()).isEmpty();
        String subject = node.key().toString();
        if (changed && now.state() == State.LOST) {
            String text = "Node '%s' is lost. %s".formatted(node.name(), now.why());
            situation.event(draft, new EventSpec(Severity.ALARM, "node_lost", subject, text));
        } else if (changed && now.state() == State.READY) {
            String text = "Node '%s' is ready.".formatted(node.name());
            situation.event(draft, new EventSpec(Severity.NOTICE, "node_ready", subject, text));
        }
        Optional<String> warning = clockWarning(now);
        if (warning.isPresent() && before.flatMap(MembershipController::clockWarning).isEmpty()) {
            String text = "Node '%s': %s".formatted(node.name(), warning.get());
            situation.event(draft, new EventSpec(Severity.ALARM, "clock_offset", subject, text));
        }
    }
}
