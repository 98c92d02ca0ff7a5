package dev.covey.master.control.access;

import dev.covey.master.rows.Counter;
import dev.covey.model.EventSpec;
import dev.covey.model.EventSpec.Severity;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.model.UserSpec;
import dev.covey.model.UserStatus;
import dev.covey.model.UserStatus.State;
import dev.covey.model.json.Words;
import dev.covey.runtime.control.Controller;
import dev.covey.runtime.control.Output;
import dev.covey.runtime.control.Plan;
import dev.covey.runtime.control.Situation;
import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.store.RowChange;
import dev.covey.runtime.store.View;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Writes the status of each user. Its keys are user ids. */
public final class AccessController implements Controller {
    private static final String USER = Key.specPrefix(Kind.USER);

    /** Ids of users with a limit, to find whom a counter is about; only decides who is woken. */
    private final Map<Long, String> limited = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "access";
    }

    @Override
    public Set<String> inputs() {
        return Set.of(USER, Counter.PREFIX);
    }

    @Override
    public Set<Output> outputs() {
        return Set.of(Output.status(Kind.USER));
    }

    @Override
    public Collection<String> keys(View view) {
        return view.ids(Kind.USER);
    }

    @Override
    public Collection<String> touched(RowChange change, View view) {
        return Counter.number(change.key())
                .map(number -> Optional.ofNullable(limited.get(number)).stream().toList())
                .orElseGet(() -> List.of(change.id()));
    }

    @Override
    public Plan reconcile(String key, Situation situation) {
        Optional<Resource<UserSpec, UserStatus>> user = situation.resources().get(Type.USER, key);
        if (user.isEmpty()) {
            limited.values().remove(key);
        }
        return user.map(u -> plan(u, situation)).orElse(Plan.NOTHING);
    }

    private Plan plan(Resource<UserSpec, UserStatus> user, Situation situation) {
        UserSpec spec = user.spec();
        if (spec.dataLimitBytes() > 0) {
            limited.put(spec.number(), user.id());
        } else {
            limited.remove(spec.number());
        }
        State now = judge(spec, situation);
        Plan plan =
                user.status().filter(s -> s.state() == now).isPresent()
                        ? Plan.NOTHING
                        : write(user, now, situation);
        return spec.expiresAt()
                .filter(at -> situation.time().isBefore(at))
                .map(at -> plan.lookingAgain(Duration.between(situation.time(), at)))
                .orElse(plan);
    }

    private static State judge(UserSpec spec, Situation situation) {
        if (!spec.enabled()) {
            return State.DISABLED;
        }
        if (spec.expiresAt().filter(at -> !situation.time().isBefore(at)).isPresent()) {
            return State.EXPIRED;
        }
        boolean over =
                spec.dataLimitBytes() > 0
                        && Counter.of(situation.view(), spec.number()).used(spec.usedOffsetBytes())
                                >= spec.dataLimitBytes();
        return over ? State.LIMITED : State.ACTIVE;
    }

    private static Plan write(Resource<UserSpec, UserStatus> user, State now, Situation situation) {
        Draft draft = situation.draft();
        draft.status(user.key(), new UserStatus(now, situation.time()));
        String subject = user.key().toString();
        switch (now) {
            case LIMITED ->
                    situation.event(
                            draft,
                            new EventSpec(
                                    Severity.NOTICE,
                                    "user_limited",
                                    subject,
                                    "User '%s' has used up the data limit."
                                            .formatted(user.name())));
            case EXPIRED ->
                    situation.event(
                            draft,
                            new EventSpec(
                                    Severity.NOTICE,
                                    "user_expired",
                                    subject,
                                    "User '%s' has expired.".formatted(user.name())));
            case ACTIVE, DISABLED -> {}
        }
        return Plan.of(draft, user.name() + " is " + Words.of(now));
    }
}
