package dev.covey.master.command.access;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Expect;
import dev.covey.master.command.Moment;
import dev.covey.model.AdminSpec;
import dev.covey.model.Kind;
import dev.covey.model.NoStatus;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Draft;
import java.util.OptionalLong;

/**
 * Deletes an administrator and ends the sessions.
 *
 * @param admin id or name
 * @param revision that the caller has read, if it says
 */
public record DeleteAdmin(String admin, OptionalLong revision) implements Command {

    @Override
    public Kind kind() {
        return Kind.ADMIN;
    }

    @Override
    public String verb() {
        return "delete";
    }

    @Override
    public Drafted draft(Moment moment) {
        Resource<AdminSpec, NoStatus> old = moment.resources().find(Type.ADMIN, admin);
        Expect.revision(old, revision);
        Draft draft = moment.draft();
        Admins.notTheLast(draft, moment, old);
        draft.delete(old);
        Admins.endSessions(draft, moment, old.id(), "");
        return Drafted.of(draft, old.key(), "name " + old.name());
    }
}
