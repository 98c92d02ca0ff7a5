package dev.covey.master.command.access;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Moment;
import dev.covey.master.rows.SecretIndex;
import dev.covey.model.Check;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Meta;
import dev.covey.model.Permission;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.TokenSpec;
import dev.covey.model.Type;
import dev.covey.pki.token.Tokens;
import dev.covey.runtime.resource.Draft;
import java.time.Instant;
import java.util.Optional;

/** Makes an API token, whose text is shown once. */
public record CreateToken(String name, Permission role, Optional<Instant> expiresAt)
        implements Command {

    private static final int MOST = 1000;

    @Override
    public Kind kind() {
        return Kind.TOKEN;
    }

    @Override
    public String verb() {
        return "create";
    }

    @Override
    public Drafted draft(Moment moment) {
        expiresAt.ifPresent(
                at -> Check.that(at.isAfter(moment.now()), "expiresAt", "in the future", at));
        if (moment.resources().list(Type.TOKEN).size() >= MOST) {
            throw new ProblemException(
                    new Problem.LimitReached(
                            "too_many_tokens",
                            "Expected fewer than " + MOST + " tokens. Delete some first."));
        }
        String token = new Tokens(moment.ids()::secret).api();
        Meta meta = moment.fresh(name);
        String hash = Tokens.hash(token);
        Draft draft = moment.draft();
        draft.create(meta, new TokenSpec(role, hash, moment.actor().name(), expiresAt));
        draft.put(SecretIndex.TOKEN.put(hash, meta.id()));
        return Drafted.of(draft, new Key(Kind.TOKEN, meta.id()), "name " + name + ", role " + role)
                .showing(token);
    }
}
