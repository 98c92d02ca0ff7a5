package dev.covey.master.command.access;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Moment;
import dev.covey.master.rows.SecretIndex;
import dev.covey.model.Kind;
import dev.covey.model.NoStatus;
import dev.covey.model.Resource;
import dev.covey.model.TokenSpec;
import dev.covey.model.Type;

/**
 * Deletes an API token, which stops working.
 *
 * @param token id or name
 */
public record DeleteToken(String token) implements Command {

    @Override
    public Kind kind() {
        return Kind.TOKEN;
    }

    @Override
    public String verb() {
        return "delete";
    }

    @Override
    public Drafted draft(Moment moment) {
        Resource<TokenSpec, NoStatus> old = moment.resources().find(Type.TOKEN, token);
        return Drafted.of(
                moment.draft().delete(old).delete(SecretIndex.TOKEN.row(old.spec().tokenHash())),
                old.key(),
                "name " + old.name());
    }
}
