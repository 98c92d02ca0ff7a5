package dev.covey.master.command.access;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Moment;
import dev.covey.model.AdminSpec;
import dev.covey.model.Kind;
import dev.covey.model.NoStatus;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Draft;
import java.util.Optional;

/**
 * Gives an administrator another password and ends the sessions.
 *
 * @param admin id or name
 * @param mustChange true if the password was chosen for, not by, the administrator
 * @param keep id of a session that goes on
 */
public record SetPassword(
        String admin, String passwordHash, boolean mustChange, Optional<String> keep)
        implements Command {

    @Override
    public Kind kind() {
        return Kind.ADMIN;
    }

    @Override
    public String verb() {
        return "password";
    }

    @Override
    public Drafted draft(Moment moment) {
        Resource<AdminSpec, NoStatus> old = moment.resources().find(Type.ADMIN, admin);
        Draft draft = moment.draft();
        draft.update(old, new AdminSpec(old.spec().role(), passwordHash, mustChange));
        Admins.endSessions(draft, moment, old.id(), keep.orElse(""));
        return Drafted.of(draft, old.key(), "name " + old.name());
    }

    /** Never the hash. */
    @Override
    public String toString() {
        return "SetPassword[" + admin + "]";
    }
}
