package dev.covey.master.command.vpn;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Expect;
import dev.covey.master.command.Moment;
import dev.covey.model.Kind;
import dev.covey.model.Meta;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.model.UserSpec;
import dev.covey.model.UserStatus;
import dev.covey.runtime.resource.Draft;
import java.util.OptionalLong;

/**
 * Changes a user.
 *
 * @param user id or name
 * @param revision that the caller has read, if it says
 */
public record ChangeUser(String user, OptionalLong revision, UserInput input) implements Command {

    @Override
    public Kind kind() {
        return Kind.USER;
    }

    @Override
    public String verb() {
        return "update";
    }

    @Override
    public Drafted draft(Moment moment) {
        Resource<UserSpec, UserStatus> old = moment.resources().find(Type.USER, user);
        Expect.revision(old, revision);
        UserSpec was = old.spec();
        UserSpec spec =
                new UserSpec(
                        was.number(),
                        input.enabled().orElse(was.enabled()),
                        input.dataLimitBytes().orElse(was.dataLimitBytes()),
                        was.usedOffsetBytes(),
                        input.expiry(was.expiresAt()),
                        input.routeIds(moment.resources()).orElse(was.routes()),
                        input.note().orElse(was.note()),
                        was.credential(),
                        was.subscription(),
                        was.subscriptionHash());
        Meta meta = old.meta();
        Meta next = input.labels().of(meta.named(input.name().orElse(meta.name())));
        Draft draft = moment.draft();
        if (!spec.equals(was) || !next.equals(meta)) {
            draft.update(old, next.next(), spec);
        }
        return Drafted.of(draft, old.key(), "name " + next.name());
    }
}
