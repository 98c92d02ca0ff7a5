package dev.covey.master.control.routes;

import dev.covey.model.InboundSpec;
import dev.covey.model.InboundStatus;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.NodeSpec;
import dev.covey.model.Resource;
import dev.covey.model.RouteStatus;
import dev.covey.model.Type;
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
import java.util.Set;

/** Writes the status of each route. Its keys are route ids. */
public final class RoutesController implements Controller {
    private static final String INBOUND = Key.specPrefix(Kind.INBOUND);
    private static final String INBOUND_STATUS = Key.statusPrefix(Kind.INBOUND);
    private static final String NODE = Key.specPrefix(Kind.NODE);
    private static final String ROUTE = Key.specPrefix(Kind.ROUTE);

    @Override
    public String name() {
        return "routes";
    }

    @Override
    public Set<String> inputs() {
        return Set.of(ROUTE, INBOUND, INBOUND_STATUS, NODE);
    }

    @Override
    public Set<Output> outputs() {
        return Set.of(Output.status(Kind.ROUTE));
    }

    @Override
    public Collection<String> keys(View view) {
        return view.ids(Kind.ROUTE);
    }

    @Override
    public Collection<String> touched(RowChange change, View view) {
        if (change.key().startsWith(ROUTE)) {
            return List.of(change.id());
        }
        if (change.key().startsWith(INBOUND_STATUS)) {
            return new Resources(view)
                    .get(Type.INBOUND, change.id())
                    .map(i -> List.of(i.spec().route()))
                    .orElse(List.of());
        }
        // An inbound may have left a route whose id only its former row tells; a node's
        // availability concerns any. Both are rare, and routes are few.
        return keys(view);
    }

    @Override
    public Plan reconcile(String key, Situation situation) {
        Resources resources = situation.resources();
        Key route = new Key(Kind.ROUTE, key);
        if (resources.get(Type.ROUTE, key).isEmpty()) {
            return Plan.NOTHING;
        }
        List<Resource<InboundSpec, InboundStatus>> inbounds =
                resources.list(Type.INBOUND).stream()
                        .filter(i -> i.spec().route().equals(key))
                        .toList();
        long live = inbounds.stream().filter(i -> isLive(resources, i)).count();
        Draft draft = situation.draft();
        draft.status(route, new RouteStatus(inbounds.size(), Math.toIntExact(live)));
        return Plan.of(draft, "%s: %d of %d live".formatted(key, live, inbounds.size()));
    }

    private static boolean isLive(
            Resources resources, Resource<InboundSpec, InboundStatus> inbound) {
        boolean active =
                inbound.status().filter(s -> s.state() == InboundStatus.State.ACTIVE).isPresent();
        return active
                && resources
                        .get(Type.NODE, inbound.spec().node())
                        .filter(n -> n.spec().availability() == NodeSpec.Availability.ACTIVE)
                        .isPresent();
    }
}
