package dev.covey.master.control.pruning;

import dev.covey.master.rows.SecretIndex;
import dev.covey.model.JoinStringSpec;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.NoStatus;
import dev.covey.model.OperationSpec;
import dev.covey.model.OperationStatus;
import dev.covey.model.Resource;
import dev.covey.model.Spec;
import dev.covey.model.Status;
import dev.covey.model.TokenSpec;
import dev.covey.model.Type;
import dev.covey.runtime.control.Controller;
import dev.covey.runtime.control.Output;
import dev.covey.runtime.control.Plan;
import dev.covey.runtime.control.Situation;
import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.store.Row;
import dev.covey.runtime.store.RowChange;
import dev.covey.runtime.store.View;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Deletes what is over. Its keys are the words of kinds. Asserts what it deletes and nothing else,
 * so that steady writes do not hold it up.
 */
public final class PruningController implements Controller {
    private static final int MOST_AT_ONCE = 30;
    private static final Duration OFTEN = Duration.ofMinutes(1);
    private static final Duration KEPT_AFTER_EXPIRY = Duration.ofDays(1);
    private static final Duration OPERATIONS_LAST = Duration.ofDays(30);
    private static final int MOST_OPERATIONS = 500;

    /** How many rows of kinds whose ids sort by time are kept, and for how long. */
    private record Keep(int rows, Duration time) {}

    private static final Map<Kind, Keep> TIMED =
            Map.of(
                    Kind.EVENT, new Keep(2_000, Duration.ofDays(30)),
                    Kind.AUDIT, new Keep(10_000, Duration.ofDays(400)));
    private static final Set<Kind> PRUNED =
            Set.of(
                    Kind.EVENT,
                    Kind.AUDIT,
                    Kind.SESSION,
                    Kind.TOKEN,
                    Kind.JOIN_STRING,
                    Kind.OPERATION);

    @Override
    public String name() {
        return "pruning";
    }

    /** None: it is enough to look now and then. */
    @Override
    public Set<String> inputs() {
        return Set.of();
    }

    @Override
    public Set<Output> outputs() {
        return Stream.concat(
                        PRUNED.stream().map(Output::removal),
                        Stream.of(Output.rows(SecretIndex.TOKEN.prefix())))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Collection<String> keys(View view) {
        return PRUNED.stream().map(Kind::name).sorted().toList();
    }

    @Override
    public Collection<String> touched(RowChange change, View view) {
        return List.of();
    }

    @Override
    public Plan reconcile(String key, Situation situation) {
        Kind kind = Kind.valueOf(key);
        Draft draft = situation.draft();
        long gone =
                TIMED.containsKey(kind)
                        ? oldRows(kind, situation, draft)
                        : over(kind, situation, draft);
        String why = "%d %s are over".formatted(gone, kind.plural());
        return gone < MOST_AT_ONCE
                ? Plan.of(draft, why).lookingAgain(OFTEN)
                : Plan.of(draft, why).lookingAgain(Duration.ofMillis(50));
    }

    private static long oldRows(Kind kind, Situation situation, Draft draft) {
        Keep keep = TIMED.getOrDefault(kind, new Keep(0, Duration.ZERO));
        List<Row> rows = situation.glance().list(Key.specPrefix(kind));
        String oldest = Key.specPrefix(kind) + id(situation.time().minus(keep.time()));
        int surplus = Math.max(0, rows.size() - keep.rows());
        List<Row> gone =
                Stream.concat(
                                rows.stream().limit(surplus),
                                rows.stream()
                                        .skip(surplus)
                                        .takeWhile(r -> r.key().compareTo(oldest) < 0))
                        .limit(MOST_AT_ONCE)
                        .toList();
        gone.forEach(row -> draft.expect(row.key(), row.modRevision()).delete(row.key()));
        return gone.size();
    }

    /** Ids of events and audit lines begin with their milliseconds in 12 hexadecimal digits. */
    private static String id(Instant at) {
        return String.format(Locale.ROOT, "%012x", Math.max(0, at.toEpochMilli()));
    }

    private static long over(Kind kind, Situation situation, Draft draft) {
        Instant now = situation.time();
        Instant past = now.minus(KEPT_AFTER_EXPIRY);
        return switch (kind) {
            case SESSION ->
                    delete(draft, situation, Type.SESSION, s -> s.spec().expiresAt().isBefore(now));
            case TOKEN -> tokens(draft, situation, past);
            case JOIN_STRING ->
                    delete(draft, situation, Type.JOIN_STRING, j -> isOver(j.spec(), past));
            case OPERATION -> operations(draft, situation);
            case CLUSTER, NODE, INBOUND, ROUTE, USER, ADMIN, EVENT, AUDIT -> 0;
        };
    }

    private static boolean isOver(JoinStringSpec string, Instant past) {
        return string.expiresAt().isBefore(past);
    }

    private static long tokens(Draft draft, Situation situation, Instant past) {
        List<Resource<TokenSpec, NoStatus>> gone =
                over(
                        situation,
                        Type.TOKEN,
                        t -> t.spec().expiresAt().filter(past::isAfter).isPresent());
        gone.forEach(t -> draft.delete(t).delete(SecretIndex.TOKEN.row(t.spec().tokenHash())));
        return gone.size();
    }

    private static <S extends Spec, T extends Status> long delete(
            Draft draft, Situation situation, Type<S, T> type, Predicate<Resource<S, T>> over) {
        List<Resource<S, T>> gone = over(situation, type, over);
        gone.forEach(draft::delete);
        return gone.size();
    }

    private static <S extends Spec, T extends Status> List<Resource<S, T>> over(
            Situation situation, Type<S, T> type, Predicate<Resource<S, T>> over) {
        return list(situation, type).stream().filter(over).limit(MOST_AT_ONCE).toList();
    }

    private static <S extends Spec, T extends Status> List<Resource<S, T>> list(
            Situation situation, Type<S, T> type) {
        return new Resources(situation.glance()).list(type);
    }

    private static long operations(Draft draft, Situation situation) {
        Instant past = situation.time().minus(OPERATIONS_LAST);
        List<Resource<OperationSpec, OperationStatus>> ended =
                list(situation, Type.OPERATION).stream()
                        .filter(o -> o.status().filter(s -> s.state().ended()).isPresent())
                        .sorted(Comparator.comparing(o -> o.meta().createdAt()))
                        .toList();
        int surplus = Math.max(0, ended.size() - MOST_OPERATIONS);
        List<Resource<OperationSpec, OperationStatus>> gone =
                Stream.concat(
                                ended.stream().limit(surplus),
                                ended.stream()
                                        .skip(surplus)
                                        .filter(o -> o.meta().createdAt().isBefore(past)))
                        .limit(MOST_AT_ONCE)
                        .toList();
        gone.forEach(draft::delete);
        return gone.size();
    }
}
