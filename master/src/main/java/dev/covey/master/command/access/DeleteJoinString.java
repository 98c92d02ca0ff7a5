package dev.covey.master.command.access;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Moment;
import dev.covey.model.JoinStringSpec;
import dev.covey.model.JoinStringStatus;
import dev.covey.model.Kind;
import dev.covey.model.Resource;
import dev.covey.model.Type;

/**
 * Deletes a join string, which stops working; who has joined with it stays.
 *
 * @param joinString id or name
 */
public record DeleteJoinString(String joinString) implements Command {

    @Override
    public Kind kind() {
        return Kind.JOIN_STRING;
    }

    @Override
    public String verb() {
        return "delete";
    }

    @Override
    public Drafted draft(Moment moment) {
        Resource<JoinStringSpec, JoinStringStatus> old =
                moment.resources().find(Type.JOIN_STRING, joinString);
        return Drafted.of(moment.draft().delete(old), old.key(), "name " + old.name());
    }
}
