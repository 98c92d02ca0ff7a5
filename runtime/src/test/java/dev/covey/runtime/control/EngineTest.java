package dev.covey.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.kv.Bytes;
import dev.covey.model.Epoch;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.runtime.clustertime.ClusterTime;
import dev.covey.runtime.control.ScriptedStore.Fate;
import dev.covey.runtime.ids.SeededIds;
import dev.covey.runtime.resource.Decoded;
import dev.covey.runtime.store.Batch;
import dev.covey.runtime.store.RowChange;
import dev.covey.runtime.store.View;
import dev.covey.runtime.time.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class EngineTest {
    private static final Epoch EPOCH = new Epoch(1, 3);

    private final ScriptedStore store = new ScriptedStore(EPOCH);
    private final FakeClock clock = new FakeClock();
    private final List<Decision> journal = new ArrayList<>();
    private final List<Started> started = new ArrayList<>();

    private record Started(Effect effect, Scope scope, CompletableFuture<String> end) {}

    private record Call(String id, String row) implements Effect {}

    /** Copies the rows {@code in/KEY} to {@code out/KEY}. */
    private record Copier(String name, BiFunction<String, Situation, Plan> judgement)
            implements Controller {
        @Override
        public Set<String> inputs() {
            return Set.of("in/");
        }

        @Override
        public Set<Output> outputs() {
            return Set.of(Output.rows("out/"));
        }

        @Override
        public Collection<String> keys(View view) {
            return view.list("in/").stream().map(r -> r.key().substring(3)).toList();
        }

        @Override
        public Collection<String> touched(RowChange change, View view) {
            return List.of(change.key().substring(3));
        }

        @Override
        public Plan reconcile(String key, Situation situation) {
            return judgement.apply(key, situation);
        }
    }

    private static String text(View view, String row) {
        return view.get(row).map(r -> Bytes.wrap(r.value()).utf8()).orElse("");
    }

    private static Plan copy(String key, Situation situation) {
        String wanted = text(situation.view(), "in/" + key);
        if (wanted.equals(text(situation.view(), "out/" + key))) {
            return Plan.NOTHING;
        }
        byte[] value = Bytes.of(wanted).toArray();
        return Plan.of(situation.draft().put("out/" + key, value), "copy " + wanted);
    }

    private Engine engine(BiFunction<String, Situation, Plan> judgement) {
        Effector effector =
                (effect, scope) -> {
                    CompletableFuture<String> end = new CompletableFuture<>();
                    started.add(new Started(effect, scope, end));
                    return end;
                };
        Engine.Ports ports =
                new Engine.Ports(
                        store, new Decoded(), new ClusterTime(clock), new SeededIds(1), effector);
        Registry registry = new Registry(List.of(new Copier("copier", judgement)));
        return new Engine(EPOCH, registry, ports, () -> {}, journal::add).start();
    }

    private Duration settle(Engine engine) {
        Duration wait = engine.step(clock.nanos());
        for (int i = 0; i < 100 && wait.compareTo(Duration.ofSeconds(1)) < 0; i++) {
            clock.advance(wait);
            wait = engine.step(clock.nanos());
        }
        return wait;
    }

    @Test
    void what_is_there_at_the_start_is_looked_at() {
        store.put("in/a", "1");

        settle(engine(EngineTest::copy));

        assertThat(store.text("out/a")).isEqualTo("1");
        assertThat(journal).extracting(Decision::why).containsExactly("copy 1");
    }

    @Test
    void a_change_wakes_its_key_and_only_what_differs_is_written() {
        Engine engine = engine(EngineTest::copy);
        settle(engine);
        store.put("in/a", "1");
        settle(engine);
        store.put("in/a", "2");
        settle(engine);
        settle(engine);

        assertThat(store.text("out/a")).isEqualTo("2");
        assertThat(store.transactions).hasSize(2);
    }

    @Test
    void each_transaction_carries_the_epoch_and_asserts_what_was_read() {
        store.put("in/a", "1");

        settle(engine(EngineTest::copy));

        var transaction = store.transactions.getFirst();
        assertThat(transaction.epoch()).isEqualTo(EPOCH);
        assertThat(transaction.conditions().toString()).contains("in/a").contains("out/a");
        assertThat(transaction.actor()).isEqualTo("controller:copier");
    }

    @Test
    void a_conflict_is_planned_again_on_what_is_there_now() {
        Engine engine = engine(EngineTest::copy);
        store.fate(Fate.HELD);
        store.put("in/a", "1");
        engine.step(clock.nanos());
        store.put("in/a", "2");
        store.release();
        settle(engine);

        assertThat(store.text("out/a")).isEqualTo("2");
        assertThat(journal).extracting(Decision::why).containsExactly("copy 2");
    }

    @Test
    void a_plan_of_unknown_outcome_is_not_applied_twice() {
        store.put("in/a", "1");
        store.fate(Fate.APPLIED_BUT_UNKNOWN);
        settle(engine(EngineTest::copy));

        assertThat(store.text("out/a")).isEqualTo("1");
        assertThat(store.transactions).hasSize(1);
    }

    @Test
    void a_lost_plan_of_unknown_outcome_is_made_again() {
        store.put("in/a", "1");
        store.fate(Fate.LOST_AND_UNKNOWN, Fate.LOST_AND_UNKNOWN);
        settle(engine(EngineTest::copy));

        assertThat(store.text("out/a")).isEqualTo("1");
        assertThat(store.transactions).hasSize(3);
    }

    @Test
    void it_stops_for_good_when_another_leads() {
        Engine engine = engine(EngineTest::copy);
        settle(engine);
        store.claim(new Epoch(1, 4));
        store.put("in/a", "1");
        settle(engine);
        store.claim(EPOCH);
        store.put("in/b", "1");
        settle(engine);

        assertThat(engine.isOver()).isTrue();
        assertThat(store.text("out/a")).isEmpty();
        assertThat(store.text("out/b")).isEmpty();
    }

    @Test
    void it_stops_for_good_when_this_member_does_not_lead() {
        store.put("in/a", "1");
        store.fate(Fate.NOT_LEADER);
        Engine engine = engine(EngineTest::copy);
        settle(engine);

        assertThat(engine.isOver()).isTrue();
        assertThat(store.transactions).hasSize(1);
    }

    @Test
    void a_key_is_looked_at_again_when_it_asked_for_it() {
        store.put("in/a", "1");
        List<Long> looks = new ArrayList<>();
        Engine engine =
                engine(
                        (key, situation) -> {
                            looks.add(Duration.ofNanos(situation.nanos()).toSeconds());
                            return Plan.later(Duration.ofSeconds(30));
                        });
        for (int i = 0; i < 61; i++) {
            engine.step(clock.nanos());
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(looks).containsExactly(0L, 30L, 60L);
    }

    @Test
    void a_controller_that_throws_does_not_stop_the_others_keys() {
        store.put("in/a", "1");
        store.put("in/b", "1");
        settle(
                engine(
                        (key, situation) -> {
                            if (key.equals("a")) {
                                throw new IllegalStateException("on purpose");
                            }
                            return copy(key, situation);
                        }));

        assertThat(store.text("out/b")).isEqualTo("1");
    }

    @Test
    void after_the_watch_was_cut_off_everything_is_looked_at_again() {
        Engine engine = engine(EngineTest::copy);
        settle(engine);
        store.tellWatchers(new Batch.CutOff(1));
        store.put("in/a", "1");
        settle(engine);

        assertThat(store.text("out/a")).isEqualTo("1");
    }

    @Test
    void an_effect_starts_once_and_only_after_its_row_is_committed() {
        store.put("in/a", "1");
        store.fate(Fate.HELD);
        Engine engine = engine(EngineTest::copyAndCall);
        settle(engine);
        assertThat(started).isEmpty();

        store.release();
        settle(engine);
        engine.nudge("copier", "a");
        settle(engine);

        assertThat(started).hasSize(1);
        assertThat(started.getFirst().scope().epoch()).isEqualTo(EPOCH);
    }

    private static Plan copyAndCall(String key, Situation situation) {
        for (News news : situation.news()) {
            if (!(news instanceof News.Progress)) {
                byte[] value = Bytes.of(news.getClass().getSimpleName()).toArray();
                return Plan.of(situation.draft().put("out/" + key + "/end", value), "ended")
                        .with(new Call("never", "in/" + key));
            }
        }
        boolean ended = situation.view().get("out/" + key + "/end").isPresent();
        Plan plan = copy(key, situation);
        return ended ? plan : plan.with(new Call("call " + key, "out/" + key));
    }

    @Test
    void the_end_of_an_effect_comes_back_until_it_is_dealt_with() {
        store.put("in/a", "1");
        Engine engine = engine(EngineTest::reading);
        settle(engine);
        store.fate(Fate.LOST_AND_UNKNOWN, Fate.DONE);
        started.getFirst().end().completeExceptionally(refusal());
        settle(engine);

        assertThat(store.text("out/a/end")).isEqualTo("Failed");
        assertThat(started).hasSize(1);
    }

    private static Plan reading(String key, Situation situation) {
        situation.view().get("out/" + key + "/end");
        return copyAndCall(key, situation);
    }

    private static ProblemException refusal() {
        return new ProblemException(new Problem.Failed("on_purpose", "failed on purpose"));
    }

    @Test
    void an_effect_whose_row_is_from_an_earlier_reign_does_not_start() {
        store.put("in/a", "1");
        store.put("out/a", "1");
        settle(
                engine(
                        (key, situation) ->
                                Plan.NOTHING.with(new Call("call " + key, "out/" + key))));

        assertThat(started).isEmpty();
    }

    @Test
    void an_effect_under_way_cannot_confirm_once_the_reign_is_over() {
        store.put("in/a", "1");
        Engine engine = engine(EngineTest::copyAndCall);
        settle(engine);
        Scope scope = started.getFirst().scope();
        assertThat(scope.confirm().toCompletableFuture()).isCompleted();

        store.claim(new Epoch(1, 4));

        assertThat(scope.confirm().toCompletableFuture()).isCompletedExceptionally();
        assertThat(scope.stopped()).isFalse();
        engine.stop();
        assertThat(scope.stopped()).isTrue();
    }

    @Test
    void a_plan_that_writes_what_is_anothers_is_not_committed() {
        store.put("in/a", "1");
        settle(
                engine(
                        (key, situation) -> {
                            situation.view().get("r/node/x");
                            return Plan.of(
                                    situation.draft().put("r/node/x", new byte[0]), "trespass");
                        }));

        assertThat(store.transactions).isEmpty();
    }

    @Test
    void a_plan_that_asserts_nothing_it_changes_is_not_committed() {
        store.put("in/a", "1");
        settle(
                engine(
                        (key, situation) ->
                                Plan.of(situation.draft().put("out/x", new byte[0]), "blind")));

        assertThat(store.transactions).isEmpty();
    }

    @Test
    void a_second_writer_is_refused_at_registration() {
        Copier one = new Copier("one", EngineTest::copy);
        Copier two = new Copier("two", EngineTest::copy);

        assertThatThrownBy(() -> new Registry(List.of(one, two)))
                .hasMessageContaining("one writer for 'out/'")
                .hasMessageContaining("'one'")
                .hasMessageContaining("'two'");
    }
}
