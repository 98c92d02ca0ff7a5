package dev.covey.master.command.vpn;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Expect;
import dev.covey.master.command.Moment;
import dev.covey.master.rows.SecretIndex;
import dev.covey.model.Kind;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.model.UserSpec;
import dev.covey.model.UserStatus;
import java.util.OptionalLong;

/**
 * Deletes a user; its number is not given out again.
 *
 * @param user id or name
 * @param revision that the caller has read, if it says
 */
public record DeleteUser(String user, OptionalLong revision) implements Command {

    @Override
    public Kind kind() {
        return Kind.USER;
    }

    @Override
    public String verb() {
        return "delete";
    }

    @Override
    public Drafted draft(Moment moment) {
        Resource<UserSpec, UserStatus> old = moment.resources().find(Type.USER, user);
        Expect.revision(old, revision);
        return Drafted.of(
                moment.draft()
                        .delete(old)
                        .delete(SecretIndex.SUBSCRIPTION.row(old.spec().subscriptionHash())),
                old.key(),
                "name " + old.name());
    }
}
