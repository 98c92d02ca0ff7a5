package dev.covey.master.command.vpn;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Moment;
import dev.covey.master.rows.Counter;
import dev.covey.model.Kind;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.model.UserSpec;
import dev.covey.model.UserStatus;
import dev.covey.runtime.resource.Draft;

/**
 * Sets the usage of a user to 0: what is counted so far no longer counts against the limit.
 *
 * @param user id or name
 */
public record ResetUsage(String user) implements Command {

    @Override
    public Kind kind() {
        return Kind.USER;
    }

    @Override
    public String verb() {
        return "reset";
    }

    @Override
    public Drafted draft(Moment moment) {
        Resource<UserSpec, UserStatus> old = moment.resources().find(Type.USER, user);
        UserSpec was = old.spec();
        long counted = Counter.of(moment.resources().view(), was.number()).weighted();
        UserSpec spec = was.countedFrom(counted);
        Draft draft = moment.draft();
        if (!spec.equals(was)) {
            draft.update(old, spec);
        }
        return Drafted.of(draft, old.key(), "usage at " + counted + " bytes");
    }
}
