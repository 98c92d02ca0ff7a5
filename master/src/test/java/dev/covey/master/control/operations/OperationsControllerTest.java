package dev.covey.master.control.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.model.OperationSpec;
import dev.covey.model.OperationStatus;
import dev.covey.model.OperationStatus.State;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Type;
import dev.covey.runtime.control.EngineBench;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperationsControllerTest {
    private record Described(String type, boolean resumable) implements Job {
        @Override
        public List<String> stages() {
            return List.of("reach", "install", "join");
        }

        @Override
        public String run(JobContext context) {
            throw new UnsupportedOperationException();
        }
    }

    private final EngineBench bench =
            new EngineBench(
                    new OperationsController(
                            new Jobs(
                                    List.of(
                                            new Described("resumable", true),
                                            new Described("single", false)))));

    private void start(String type) {
        bench.seed.create("o", new OperationSpec(type, "x", "admin:a", Map.of(), 1, false));
        bench.settle();
    }

    private void change(int attempt, boolean cancelled) {
        bench.seed.change(
                Type.OPERATION,
                "o",
                s ->
                        new OperationSpec(
                                s.type(),
                                s.subject(),
                                s.actor(),
                                s.parameters(),
                                attempt,
                                cancelled));
        bench.settle();
    }

    private OperationStatus status() {
        return bench.resources().need(Type.OPERATION, "o").status().orElseThrow();
    }

    private List<State> stages() {
        return status().stages().stream().map(OperationStatus.Stage::state).toList();
    }

    private EngineBench.Started last() {
        return bench.started.getLast();
    }

    private void fail(String why) {
        last().end()
                .completeExceptionally(new ProblemException(new Problem.Failed("on_purpose", why)));
        bench.settle();
    }

    @Test
    void it_runs_through_its_stages_and_succeeds() {
        start("single");
        assertThat(status().state()).isEqualTo(State.RUNNING);
        assertThat(stages()).containsOnly(State.PENDING);

        last().scope().tell("reach", "");
        last().scope().tell("install", "copying");
        bench.settle();
        assertThat(stages()).containsExactly(State.SUCCEEDED, State.RUNNING, State.PENDING);
        assertThat(status().log()).containsExactly("attempt 1, epoch 1.1", "copying");

        last().end().complete("node-7");
        bench.settle();
        assertThat(status().state()).isEqualTo(State.SUCCEEDED);
        assertThat(stages()).containsOnly(State.SUCCEEDED);
        assertThat(status().result()).isEqualTo("node-7");
        assertThat(bench.started).hasSize(1);
        assertThat(bench.store.view().list("e/")).isEmpty();
    }

    @Test
    void it_fails_at_the_stage_that_ran_and_may_be_tried_again() {
        start("single");
        last().scope().tell("reach", "");
        bench.settle();
        fail("no route to host");
        assertThat(status().state()).isEqualTo(State.FAILED);
        assertThat(stages()).containsExactly(State.FAILED, State.PENDING, State.PENDING);
        assertThat(status().stages().getFirst().message()).isEqualTo("no route to host");
        assertThat(status().result()).isEqualTo("no route to host");

        change(2, false);
        assertThat(status().attempt()).isEqualTo(2);
        assertThat(bench.started).hasSize(2);

        last().end().complete("");
        bench.settle();
        assertThat(status().state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void news_of_an_attempt_that_is_over_change_nothing() {
        start("single");
        EngineBench.Started first = last();
        fail("once");
        change(2, false);
        first.scope().tell("join", "a ghost");
        bench.settle();

        assertThat(status().log()).doesNotContain("a ghost");
        assertThat(stages()).containsOnly(State.PENDING);
    }

    @Test
    void a_cancelled_one_ends_as_cancelled_when_its_job_stops() {
        start("single");
        change(1, true);
        assertThat(status().state()).isEqualTo(State.RUNNING);
        fail("The operation was cancelled.");

        assertThat(status().state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void the_next_leader_runs_a_resumable_one_again_and_fails_another_with_a_reason() {
        start("resumable");
        bench.reign();
        assertThat(bench.started).hasSize(2);
        assertThat(status().state()).isEqualTo(State.RUNNING);
        assertThat(status().log()).contains("taken over in epoch 1.2");

        bench.seed.create("p", new OperationSpec("single", "x", "a", Map.of(), 1, false));
        bench.settle();
        bench.reign();
        OperationStatus other = bench.resources().need(Type.OPERATION, "p").status().orElseThrow();
        assertThat(other.state()).isEqualTo(State.FAILED);
        assertThat(other.log().getLast()).contains("active master changed");
        assertThat(bench.started).hasSize(4);
    }

    @Test
    void what_this_version_cannot_do_fails_at_once() {
        start("from-the-future");

        assertThat(status().state()).isEqualTo(State.FAILED);
        assertThat(bench.started).isEmpty();
    }
}
