package dev.covey.master.command.vpn;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Moment;
import dev.covey.master.command.Seals;
import dev.covey.master.rows.SecretIndex;
import dev.covey.model.Kind;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.model.UserSpec;
import dev.covey.model.UserStatus;
import dev.covey.runtime.resource.Draft;

/**
 * Gives a user a new credential and a new subscription token; the old ones stop working.
 *
 * @param user id or name
 */
public record RevokeUser(String user, Seals seals) implements Command {

    @Override
    public Kind kind() {
        return Kind.USER;
    }

    @Override
    public String verb() {
        return "revoke";
    }

    @Override
    public Drafted draft(Moment moment) {
        Resource<UserSpec, UserStatus> old = moment.resources().find(Type.USER, user);
        UserSpec was = old.spec();
        Subscription secrets = Subscription.make(old.key(), seals, moment.ids());
        UserSpec spec = was.holding(secrets.credential(), secrets.token(), secrets.hash());
        Draft draft = moment.draft();
        draft.update(old, spec);
        draft.delete(SecretIndex.SUBSCRIPTION.row(was.subscriptionHash()));
        draft.put(SecretIndex.SUBSCRIPTION.put(secrets.hash(), old.id()));
        return Drafted.of(draft, old.key(), "name " + old.name());
    }
}
