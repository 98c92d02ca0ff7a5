package dev.covey.master.command.fleet;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Moment;
import dev.covey.model.EventSpec;
import dev.covey.model.Kind;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Ordered;

/**
 * Notes that the lead is about to be handed to another master, before it is.
 *
 * @param node id or name
 */
public record NoteTransfer(String node) implements Command {

    @Override
    public Kind kind() {
        return Kind.NODE;
    }

    @Override
    public String verb() {
        return "make-master";
    }

    @Override
    public Drafted draft(Moment moment) {
        var to = moment.resources().find(Type.NODE, node);
        EventSpec event =
                new EventSpec(
                        EventSpec.Severity.NOTICE,
                        "master_transfer",
                        to.key().toString(),
                        "Node '" + to.name() + "' is to become the active master.");
        return Drafted.of(
                moment.draft().event(Ordered.id(moment.now(), moment.ids()), moment.now(), event),
                to.key(),
                "name " + to.name());
    }
}
