package dev.covey.master.command.vpn;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Expect;
import dev.covey.master.command.Moment;
import dev.covey.model.InboundSpec;
import dev.covey.model.InboundStatus;
import dev.covey.model.Kind;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import java.util.OptionalLong;

/**
 * Deletes an inbound.
 *
 * @param inbound id or name
 * @param revision that the caller has read, if it says
 */
public record DeleteInbound(String inbound, OptionalLong revision) implements Command {

    @Override
    public Kind kind() {
        return Kind.INBOUND;
    }

    @Override
    public String verb() {
        return "delete";
    }

    @Override
    public Drafted draft(Moment moment) {
        Resource<InboundSpec, InboundStatus> old = moment.resources().find(Type.INBOUND, inbound);
        Expect.revision(old, revision);
        Expect.unlocked(moment.resources());
        return Drafted.of(moment.draft().delete(old), old.key(), "name " + old.name());
    }
}
