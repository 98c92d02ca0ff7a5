package dev.covey.master.command.vpn;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Expect;
import dev.covey.master.command.Moment;
import dev.covey.model.InboundSpec;
import dev.covey.model.InboundStatus;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Meta;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Draft;
import java.util.OptionalLong;

/**
 * Changes an inbound; its worker stays the same.
 *
 * @param inbound id or name
 * @param revision that the caller has read, if it says
 */
public record ChangeInbound(String inbound, OptionalLong revision, InboundInput input)
        implements Command {

    @Override
    public Kind kind() {
        return Kind.INBOUND;
    }

    @Override
    public String verb() {
        return "update";
    }

    @Override
    public Drafted draft(Moment moment) {
        Resource<InboundSpec, InboundStatus> old = moment.resources().find(Type.INBOUND, inbound);
        Expect.revision(old, revision);
        Expect.unlocked(moment.resources());
        InboundSpec spec = spec(moment, old);
        Meta next = input.labels().of(old.meta().named(input.name().orElse(old.name())));
        Draft draft = moment.draft();
        if (spec.equals(old.spec()) && next.equals(old.meta())) {
            return Drafted.of(draft, old.key(), "nothing");
        }
        if (!spec.route().equals(old.spec().route())) {
            References.route(draft, moment.resources(), spec.route());
        }
        if (spec.port() != old.spec().port()) {
            draft.expectUnchanged(Key.specPrefix(Kind.INBOUND));
        }
        draft.update(old, next.next(), spec);
        return Drafted.of(draft, old.key(), "name " + next.name());
    }

    private InboundSpec spec(Moment moment, Resource<InboundSpec, InboundStatus> old) {
        InboundSpec was = old.spec();
        return new InboundSpec(
                was.node(),
                input.routeId(moment.resources()).orElse(was.route()),
                was.protocol(),
                port(moment, old),
                input.masquerade().orElse(was.masquerade()),
                input.blockTorrents().orElse(was.blockTorrents()),
                was.privateKey(),
                was.publicKey(),
                was.shortIds());
    }

    private int port(Moment moment, Resource<InboundSpec, InboundStatus> old) {
        int was = old.spec().port();
        int port = input.port().orElse(was);
        if (port == was) {
            return was;
        }
        var node = moment.resources().need(Type.NODE, old.spec().node());
        return new PortPlan(moment.resources(), node, old.id()).free(port);
    }
}
