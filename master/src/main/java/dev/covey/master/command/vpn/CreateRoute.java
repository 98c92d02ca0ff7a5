package dev.covey.master.command.vpn;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Expect;
import dev.covey.master.command.Moment;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Meta;
import dev.covey.model.RouteSpec;

/** Makes a route without inbounds. */
public record CreateRoute(String name, RouteSpec.Algorithm algorithm) implements Command {

    @Override
    public Kind kind() {
        return Kind.ROUTE;
    }

    @Override
    public String verb() {
        return "create";
    }

    @Override
    public Drafted draft(Moment moment) {
        Expect.unlocked(moment.resources());
        Meta meta = moment.fresh(name);
        return Drafted.of(
                moment.draft().create(meta, new RouteSpec(algorithm)),
                new Key(Kind.ROUTE, meta.id()),
                "name " + name);
    }
}
