package dev.covey.master.command.vpn;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Expect;
import dev.covey.master.command.Labels;
import dev.covey.master.command.Moment;
import dev.covey.model.Kind;
import dev.covey.model.Meta;
import dev.covey.model.Resource;
import dev.covey.model.RouteSpec;
import dev.covey.model.RouteStatus;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Draft;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Changes a route; what is absent stays.
 *
 * @param route id or name
 * @param revision that the caller has read, if it says
 */
public record ChangeRoute(
        String route,
        OptionalLong revision,
        Optional<String> name,
        Optional<RouteSpec.Algorithm> algorithm,
        Labels labels)
        implements Command {

    @Override
    public Kind kind() {
        return Kind.ROUTE;
    }

    @Override
    public String verb() {
        return "update";
    }

    @Override
    public Drafted draft(Moment moment) {
        Resource<RouteSpec, RouteStatus> old = moment.resources().find(Type.ROUTE, route);
        Expect.revision(old, revision);
        Expect.unlocked(moment.resources());
        RouteSpec spec = new RouteSpec(algorithm.orElse(old.spec().algorithm()));
        Meta next = labels.of(old.meta().named(name.orElse(old.name())));
        Draft draft = moment.draft();
        if (!spec.equals(old.spec()) || !next.equals(old.meta())) {
            draft.update(old, next.next(), spec);
        }
        return Drafted.of(draft, old.key(), "name " + next.name());
    }
}
