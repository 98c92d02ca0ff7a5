package dev.covey.master.command.access;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Moment;
import dev.covey.model.AdminSpec;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Meta;
import dev.covey.model.Permission;

/**
 * Makes an administrator.
 *
 * @param mustChange true if the password was chosen for, not by, the administrator
 */
public record CreateAdmin(String name, Permission role, String passwordHash, boolean mustChange)
        implements Command {

    @Override
    public Kind kind() {
        return Kind.ADMIN;
    }

    @Override
    public String verb() {
        return "create";
    }

    @Override
    public Drafted draft(Moment moment) {
        Meta meta = moment.fresh(name);
        return Drafted.of(
                moment.draft().create(meta, new AdminSpec(role, passwordHash, mustChange)),
                new Key(Kind.ADMIN, meta.id()),
                "name " + name + ", role " + role);
    }

    /** Never the hash. */
    @Override
    public String toString() {
        return "CreateAdmin[" + name + "]";
    }
}
