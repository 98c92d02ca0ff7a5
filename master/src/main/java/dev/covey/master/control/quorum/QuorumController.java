package dev.covey.master.control.quorum;

import dev.covey.model.EventSpec;
import dev.covey.model.EventSpec.Severity;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Type;
import dev.covey.runtime.control.Controller;
import dev.covey.runtime.control.News;
import dev.covey.runtime.control.Output;
import dev.covey.runtime.control.Plan;
import dev.covey.runtime.control.Situation;
import dev.covey.runtime.quorum.Quorum;
import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.store.RowChange;
import dev.covey.runtime.store.View;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the group of masters follow the roles of the nodes. Its one key stands for the group. */
public final class QuorumController implements Controller {
    private static final String GROUP = "group";
    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final Duration SELDOM = Duration.ofSeconds(10);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final int MOST_DOUBLINGS = 5;
    private static final int LONGEST_ERROR = 300;

    private final Quorum quorum;

    /** Looks at the group and asks it for changes. */
    public QuorumController(Quorum quorum) {
        this.quorum = quorum;
    }

    @Override
    public String name() {
        return "quorum";
    }

    @Override
    public Set<String> inputs() {
        return Set.of(Key.specPrefix(Kind.NODE), Key.statusPrefix(Kind.NODE));
    }

    @Override
    public Set<Output> outputs() {
        return Set.of(Output.rows(ChangeRow.ROW));
    }

    @Override
    public Collection<String> keys(View view) {
        return List.of(GROUP);
    }

    @Override
    public Collection<String> touched(RowChange change, View view) {
        return List.of(GROUP);
    }

    @Override
    public Plan reconcile(String key, Situation situation) {
        Optional<ChangeRow> row = ChangeRow.of(situation.view());
        for (News news : situation.news()) {
            if (row.isPresent() && news instanceof News.Done done) {
                return ended(situation, row.get(), done);
            }
            if (row.isPresent() && news instanceof News.Failed failed) {
                return failed(situation, row.get(), failed);
            }
        }
        Policy policy =
                new Policy(quorum.view(), situation.resources().list(Type.NODE), quorum::caughtUp);
        Plan plan =
                policy.next()
                        .map(change -> begin(situation, row, change))
                        .orElseGet(() -> rest(situation, row));
        return plan.lookingAgain(policy.isWaiting() ? OFTEN : SELDOM);
    }

    private static Plan begin(Situation situation, Optional<ChangeRow> before, Change change) {
        Optional<ChangeRow> same =
                before.filter(
                        r ->
                                r.words().equals(change.words())
                                        && r.epoch().equals(situation.epoch()));
        boolean waiting =
                same.flatMap(ChangeRow::retryAt)
                        .filter(at -> situation.time().isBefore(at))
                        .isPresent();
        if (waiting) {
            return Plan.later(OFTEN);
        }
        if (same.isPresent() && same.get().retryAt().isEmpty()) {
            return Plan.NOTHING.with(effect(change, same.get()));
        }
        ChangeRow row =
                new ChangeRow(
                        change.words(),
                        situation.epoch(),
                        same.map(r -> r.attempt() + 1).orElse(1),
                        Optional.empty(),
                        same.map(ChangeRow::error).orElse(""));
        Draft draft = situation.draft().put(ChangeRow.ROW, row.bytes());
        return Plan.of(draft, change.words()).with(effect(change, row));
    }

    private static ChangeEffect effect(Change change, ChangeRow row) {
        return new ChangeEffect(change, row.epoch(), row.attempt());
    }

    private static Plan rest(Situation situation, Optional<ChangeRow> row) {
        return row.isEmpty()
                ? Plan.NOTHING
                : Plan.of(situation.draft().delete(ChangeRow.ROW), row.get().words() + ": over");
    }

    private static Plan ended(Situation situation, ChangeRow row, News.Done done) {
        Draft draft = situation.draft().delete(ChangeRow.ROW);
        String text = "The group of masters changed: " + row.words() + ".";
        situation.event(draft, new EventSpec(Severity.NOTICE, "quorum_changed", "", text));
        return Plan.of(draft, done.effect() + ": done").lookingAgain(OFTEN);
    }

    private static Plan failed(Situation situation, ChangeRow row, News.Failed failed) {
        String error = failed.problem().message();
        String cut = error.substring(0, Math.min(error.length(), LONGEST_ERROR));
        Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(row.attempt(), MOST_DOUBLINGS));
        ChangeRow next =
                new ChangeRow(
                        row.words(),
                        row.epoch(),
                        row.attempt(),
                        Optional.of(situation.time().plus(pause)),
                        cut);
        Draft draft = situation.draft().put(ChangeRow.ROW, next.bytes());
        if (!row.error().equals(cut)) {
            String text = "The group of masters could not %s: %s".formatted(row.words(), cut);
            situation.event(
                    draft, new EventSpec(Severity.WARNING, "quorum_change_failed", "", text));
        }
        return Plan.of(draft, row.words() + " failed: " + cut).lookingAgain(pause);
    }
}
