package dev.covey.master.command.access;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Expect;
import dev.covey.master.command.Moment;
import dev.covey.model.AdminSpec;
import dev.covey.model.Kind;
import dev.covey.model.Meta;
import dev.covey.model.NoStatus;
import dev.covey.model.Permission;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Draft;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Changes an administrator; what is absent stays.
 *
 * @param admin id or name
 * @param revision that the caller has read, if it says
 */
public record ChangeAdmin(
        String admin, OptionalLong revision, Optional<String> name, Optional<Permission> role)
        implements Command {

    @Override
    public Kind kind() {
        return Kind.ADMIN;
    }

    @Override
    public String verb() {
        return "update";
    }

    @Override
    public Drafted draft(Moment moment) {
        Resource<AdminSpec, NoStatus> old = moment.resources().find(Type.ADMIN, admin);
        Expect.revision(old, revision);
        AdminSpec was = old.spec();
        AdminSpec spec =
                new AdminSpec(
                        role.orElse(was.role()), was.passwordHash(), was.mustChangePassword());
        Meta meta = old.meta().named(name.orElse(old.name()));
        Draft draft = moment.draft();
        if (spec.equals(was) && meta.equals(old.meta())) {
            return Drafted.of(draft, old.key(), "nothing");
        }
        if (spec.role() != Permission.ADMIN) {
            Admins.notTheLast(draft, moment, old);
        }
        draft.update(old, meta.next(), spec);
        return Drafted.of(draft, old.key(), "name " + meta.name() + ", role " + spec.role());
    }
}
