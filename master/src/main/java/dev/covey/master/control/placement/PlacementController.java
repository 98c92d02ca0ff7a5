package dev.covey.master.control.placement;

import dev.covey.master.rows.ObservedInbound;
import dev.covey.model.EventSpec;
import dev.covey.model.EventSpec.Severity;
import dev.covey.model.InboundSpec;
import dev.covey.model.InboundStatus;
import dev.covey.model.InboundStatus.State;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.model.json.Words;
import dev.covey.runtime.control.Controller;
import dev.covey.runtime.control.Output;
import dev.covey.runtime.control.Plan;
import dev.covey.runtime.control.Situation;
import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.store.RowChange;
import dev.covey.runtime.store.View;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes the status of each inbound. Its keys are inbound ids. */
public final class PlacementController implements Controller {
    @Override
    public String name() {
        return "placement";
    }

    @Override
    public Set<String> inputs() {
        return Set.of(
                Key.specPrefix(Kind.INBOUND),
                ObservedInbound.PREFIX,
                Key.statusPrefix(Kind.NODE),
                Key.specPrefix(Kind.NODE));
    }

    @Override
    public Set<Output> outputs() {
        return Set.of(Output.status(Kind.INBOUND));
    }

    @Override
    public Collection<String> keys(View view) {
        return view.ids(Kind.INBOUND);
    }

    @Override
    public Collection<String> touched(RowChange change, View view) {
        String id = change.id();
        boolean ofNode =
                change.key().startsWith(Key.statusPrefix(Kind.NODE))
                        || change.key().startsWith(Key.specPrefix(Kind.NODE));
        return ofNode ? on(id, view) : List.of(id);
    }

    private static List<String> on(String node, View view) {
        return new Resources(view)
                .list(Type.INBOUND).stream()
                        .filter(i -> i.spec().node().equals(node))
                        .map(Resource::id)
                        .toList();
    }

    @Override
    public Plan reconcile(String key, Situation situation) {
        return situation
                .resources()
                .get(Type.INBOUND, key)
                .map(inbound -> plan(inbound, situation))
                .orElse(Plan.NOTHING);
    }

    private static Plan plan(Resource<InboundSpec, InboundStatus> inbound, Situation situation) {
        Optional<Resource<NodeSpec, NodeStatus>> node =
                situation.resources().get(Type.NODE, inbound.spec().node());
        InboundStatus now = judge(node, ObservedInbound.of(situation.view(), inbound.id()));
        Draft draft = situation.draft();
        draft.status(inbound.key(), now);
        boolean changed = inbound.status().filter(s -> s.state() == now.state()).isEmpty();
        if (changed && now.state() == State.FAILED) {
            tell(situation, draft, inbound, now);
        }
        String why = now.why().isEmpty() ? "" : ": " + now.why();
        return Plan.of(draft, inbound.name() + " is " + Words.of(now.state()) + why);
    }

    private static void tell(
            Situation situation,
            Draft draft,
            Resource<InboundSpec, InboundStatus> inbound,
            InboundStatus now) {
        String text = "Inbound '%s' does not serve: %s".formatted(inbound.name(), now.why());
        situation.event(
                draft,
                new EventSpec(Severity.WARNING, "inbound_failed", inbound.key().toString(), text));
    }

    private static InboundStatus judge(
            Optional<Resource<NodeSpec, NodeStatus>> node, Optional<ObservedInbound> observed) {
        long seen = observed.map(ObservedInbound::generation).orElse(0L);
        if (node.isEmpty()) {
            return new InboundStatus(State.UNAVAILABLE, "Its worker was removed.", seen);
        }
        NodeStatus.State worker =
                node.get().status().map(NodeStatus::state).orElse(NodeStatus.State.JOINING);
        if (worker == NodeStatus.State.LOST || worker == NodeStatus.State.REMOVED) {
            return new InboundStatus(State.UNAVAILABLE, "Server unavailable.", seen);
        }
        if (observed.isEmpty()) {
            return new InboundStatus(State.PENDING, "Its worker has not taken it up yet.", 0);
        }
        return observed.get().active()
                ? new InboundStatus(State.ACTIVE, "", seen)
                : new InboundStatus(State.FAILED, reason(observed.get()), seen);
    }

    private static String reason(ObservedInbound observed) {
        return observed.why().isEmpty() ? "Its worker gave no reason." : observed.why();
    }
}
