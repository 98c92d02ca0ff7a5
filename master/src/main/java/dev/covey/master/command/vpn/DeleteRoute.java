package dev.covey.master.command.vpn;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Expect;
import dev.covey.master.command.Moment;
import dev.covey.model.InboundSpec;
import dev.covey.model.InboundStatus;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Resource;
import dev.covey.model.RouteSpec;
import dev.covey.model.RouteStatus;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Draft;
import java.util.List;
import java.util.OptionalLong;

/**
 * Deletes a route; its inbounds stay, without a route. Users that may use this route only keep that
 * restriction, so they get nothing rather than everything.
 *
 * @param route id or name
 * @param revision that the caller has read, if it says
 */
public record DeleteRoute(String route, OptionalLong revision) implements Command {

    /** With the route's own rows and the audit this stays below what one transaction takes. */
    private static final int MOST_AT_ONCE = 100;

    @Override
    public Kind kind() {
        return Kind.ROUTE;
    }

    @Override
    public String verb() {
        return "delete";
    }

    @Override
    public Drafted draft(Moment moment) {
        Resource<RouteSpec, RouteStatus> old = moment.resources().find(Type.ROUTE, route);
        Expect.revision(old, revision);
        Expect.unlocked(moment.resources());
        List<Resource<InboundSpec, InboundStatus>> members =
                moment.resources().list(Type.INBOUND).stream()
                        .filter(i -> i.spec().route().equals(old.id()))
                        .toList();
        Draft draft = moment.draft();
        members.stream().limit(MOST_AT_ONCE).forEach(i -> draft.update(i, i.spec().inRoute("")));
        String detail = "name " + old.name() + ", inbounds " + members.size();
        if (members.size() > MOST_AT_ONCE) {
            return Drafted.of(draft, old.key(), detail).part();
        }
        draft.delete(old).expectUnchanged(Key.specPrefix(Kind.INBOUND));
        return Drafted.of(draft, old.key(), detail);
    }
}
