package dev.covey.master.command.vpn;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Moment;
import dev.covey.master.command.Seals;
import dev.covey.master.rows.SecretIndex;
import dev.covey.model.Check;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Meta;
import dev.covey.model.UserSpec;
import dev.covey.model.json.Json;
import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.store.Row;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Makes a user with a number, a credential and a subscription. */
public record CreateUser(UserInput input, Seals seals) implements Command {

    private static final String LAST_NUMBER = "x/number/user";

    @Override
    public Kind kind() {
        return Kind.USER;
    }

    @Override
    public String verb() {
        return "create";
    }

    /** Each new user takes the next number. */
    @Override
    public Optional<String> lane() {
        return Optional.of(LAST_NUMBER);
    }

    @Override
    public Drafted draft(Moment moment) {
        Check.that(input.name().isPresent(), "name", "a name", "missing");
        Meta meta = moment.fresh(input.name().orElseThrow());
        Key key = new Key(Kind.USER, meta.id());
        Draft draft = moment.draft();
        Optional<Row> last = moment.resources().view().get(LAST_NUMBER);
        long number = last.map(CreateUser::number).orElse(0L) + 1;
        draft.expect(LAST_NUMBER, last.map(Row::modRevision).orElse(0L));
        draft.put(LAST_NUMBER, Json.utf8(Long.toString(number)));
        Subscription secrets = Subscription.make(key, seals, moment.ids());
        draft.put(SecretIndex.SUBSCRIPTION.put(secrets.hash(), meta.id()));
        draft.create(input.labels().of(meta), spec(moment, number, secrets));
        return Drafted.of(draft, key, "name " + meta.name());
    }

    private UserSpec spec(Moment moment, long number, Subscription secrets) {
        return new UserSpec(
                number,
                input.enabled().orElse(true),
                input.dataLimitBytes().orElse(0L),
                0,
                input.expiry(Optional.empty()),
                input.routeIds(moment.resources()).orElse(List.of()),
                input.note().orElse(""),
                secrets.credential(),
                secrets.token(),
                secrets.hash());
    }

    private static long number(Row row) {
        return Long.parseLong(new String(row.value(), StandardCharsets.UTF_8));
    }
}
