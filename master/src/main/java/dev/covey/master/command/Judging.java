package dev.covey.master.command;

import dev.covey.model.AuditSpec;
import dev.covey.model.Kind;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.runtime.clustertime.ClusterTime;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.resource.Decoded;
import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.resource.Ordered;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.store.Change;
import dev.covey.runtime.store.Condition;
import dev.covey.runtime.store.Transaction;
import dev.covey.runtime.store.View;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes moments of views, and transactions of what commands want at them. */
record Judging(InstantSource time, Ids ids, Decoded decoded) {

    private static final String NAMES = "n/";
    private static final int LONGEST_DETAIL = 500;

    Moment moment(View view, Actor actor) {
        return new Moment(new Resources(view, decoded), time.instant(), ids, actor);
    }

    /** Refuses names that are taken; anything else that moved is for the store to tell. */
    static void checkNames(View view, Draft draft) {
        for (Condition condition : draft.conditions()) {
            if (condition instanceof Condition.RowAt(String key, long at)
                    && at == 0
                    && key.startsWith(NAMES)
                    && view.get(key).isPresent()) {
                String[] parts = key.substring(NAMES.length()).split("/", 2);
                throw new ProblemException(new Problem.AlreadyExists(kind(parts[0]), parts[1]));
            }
        }
    }

    private static Kind kind(String word) {
        return Arrays.stream(Kind.values())
                .filter(k -> k.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    /** The transaction carries the audit line, and the time that it was judged at. */
    Transaction transaction(Moment moment, Command command, Drafted drafted) {
        Draft draft = drafted.draft();
        String actor = moment.actor().name();
        draft.audit(
                Ordered.id(moment.now(), ids),
                moment.now(),
                new AuditSpec(
                        actor,
                        command.action(),
                        drafted.subject().toString(),
                        cut(drafted.detail())));
        List<Change> changes = new ArrayList<>(draft.changes());
        changes.add(ClusterTime.row(moment.now()));
        return Transaction.of(draft.conditions(), changes, actor, command.action());
    }

    private static String cut(String detail) {
        return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL);
    }
}
