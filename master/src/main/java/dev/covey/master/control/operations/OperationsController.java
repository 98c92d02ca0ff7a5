package dev.covey.master.control.operations;

import dev.covey.model.EventSpec;
import dev.covey.model.EventSpec.Severity;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.OperationSpec;
import dev.covey.model.OperationStatus;
import dev.covey.model.OperationStatus.State;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.model.json.Json;
import dev.covey.model.json.Words;
import dev.covey.runtime.control.Controller;
import dev.covey.runtime.control.News;
import dev.covey.runtime.control.Output;
import dev.covey.runtime.control.Plan;
import dev.covey.runtime.control.Situation;
import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.store.Row;
import dev.covey.runtime.store.RowChange;
import dev.covey.runtime.store.View;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes the status of each operation. Its keys are operation ids. */
public final class OperationsController implements Controller {
    /** The row that stands for an attempt under way. */
    private record Running(int attempt, String epoch) {}

    private final Jobs jobs;

    /** Knows what this version can do. */
    public OperationsController(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public String name() {
        return "operations";
    }

    @Override
    public Set<String> inputs() {
        return Set.of(Key.specPrefix(Kind.OPERATION));
    }

    @Override
    public Set<Output> outputs() {
        return Set.of(Output.status(Kind.OPERATION), Output.rows(OperationEffect.PREFIX));
    }

    @Override
    public Collection<String> keys(View view) {
        return view.ids(Kind.OPERATION);
    }

    @Override
    public Collection<String> touched(RowChange change, View view) {
        return List.of(change.id());
    }

    @Override
    public Plan reconcile(String key, Situation situation) {
        Optional<Resource<OperationSpec, OperationStatus>> operation =
                situation.resources().get(Type.OPERATION, key);
        return operation.map(o -> plan(o, situation)).orElseGet(() -> clear(key, situation));
    }

    private static Plan clear(String key, Situation situation) {
        String row = OperationEffect.row(key);
        return situation.view().get(row).isEmpty()
                ? Plan.NOTHING
                : Plan.of(situation.draft().delete(row), "the operation is gone");
    }

    private Plan plan(Resource<OperationSpec, OperationStatus> operation, Situation situation) {
        OperationSpec spec = operation.spec();
        Optional<OperationStatus> status =
                operation.status().filter(s -> s.attempt() == spec.attempt());
        if (status.isEmpty()) {
            return begin(operation, situation);
        }
        if (status.get().state().ended()) {
            return clear(operation.id(), situation);
        }
        return goOn(operation, status.get(), situation);
    }

    private Plan begin(Resource<OperationSpec, OperationStatus> operation, Situation situation) {
        OperationSpec spec = operation.spec();
        Optional<Job> job = jobs.of(spec.type());
        List<String> log = operation.status().map(OperationStatus::log).orElse(List.of());
        Course course =
                Course.begun(
                                spec.attempt(),
                                job.map(Job::stages).orElse(List.of()),
                                log,
                                situation.time())
                        .line("attempt %d, epoch %s".formatted(spec.attempt(), situation.epoch()));
        if (spec.cancelled()) {
            return write(operation, course.ended(State.CANCELLED, "cancelled"), situation);
        }
        if (job.isEmpty()) {
            String why = "This version cannot carry out '" + spec.type() + "'.";
            return write(operation, course.ended(State.FAILED, why), situation);
        }
        return write(operation, course, situation);
    }

    private Plan goOn(
            Resource<OperationSpec, OperationStatus> operation,
            OperationStatus status,
            Situation situation) {
        Course course = new Course(status, situation.time());
        if (!isOfThisReign(operation, situation)) {
            return takeOver(operation, course, situation);
        }
        boolean told = false;
        for (News news : situation.news()) {
            OperationEffect effect = (OperationEffect) news.effect();
            if (effect.spec().attempt() == status.attempt()) {
                course = course.told(news, operation.spec().cancelled());
                told = true;
            }
        }
        return told
                ? write(operation, course, situation)
                : Plan.NOTHING.with(new OperationEffect(operation.id(), operation.spec()));
    }

    private static boolean isOfThisReign(
            Resource<OperationSpec, OperationStatus> operation, Situation situation) {
        Running running = new Running(operation.spec().attempt(), situation.epoch());
        return situation
                .view()
                .get(OperationEffect.row(operation.id()))
                .map(Row::value)
                .map(v -> Json.read(v, Running.class))
                .equals(Optional.of(running));
    }

    /** The active master that ran it is gone. */
    private Plan takeOver(
            Resource<OperationSpec, OperationStatus> operation,
            Course course,
            Situation situation) {
        boolean resumable = jobs.of(operation.spec().type()).map(Job::resumable).orElse(false);
        if (operation.spec().cancelled()) {
            return write(operation, course.ended(State.CANCELLED, "cancelled"), situation);
        }
        return resumable
                ? write(
                        operation,
                        course.line("taken over in epoch " + situation.epoch()),
                        situation)
                : write(
                        operation,
                        course.ended(
                                State.FAILED,
                                "The active master changed while it ran, and it cannot be taken"
                                        + " over. Retry it."),
                        situation);
    }

    /** Writes how it stands and, while it runs, the row that stands for it. */
    private static Plan write(
            Resource<OperationSpec, OperationStatus> operation,
            Course course,
            Situation situation) {
        OperationStatus now = course.status();
        Draft draft = situation.draft();
        draft.status(operation.key(), now);
        String row = OperationEffect.row(operation.id());
        String words =
                "%s '%s' attempt %d: %s"
                        .formatted(
                                operation.spec().type(),
                                operation.name(),
                                now.attempt(),
                                Words.of(now.state()));
        if (now.state().ended()) {
            if (situation.view().get(row).isPresent()) {
                draft.delete(row);
            }
            tell(operation, now, situation, draft);
            return Plan.of(draft, words);
        }
        byte[] running = Json.bytes(new Running(now.attempt(), situation.epoch()));
        if (!isOfThisReign(operation, situation)) {
            draft.put(row, running);
        }
        return Plan.of(draft, words).with(new OperationEffect(operation.id(), operation.spec()));
    }

    private static void tell(
            Resource<OperationSpec, OperationStatus> operation,
            OperationStatus now,
            Situation situation,
            Draft draft) {
        boolean failed = now.state() == State.FAILED;
        Severity severity = failed ? Severity.WARNING : Severity.NOTICE;
        String text =
                "Operation '%s' (%s) has ended: %s.%s"
                        .formatted(
                                operation.name(),
                                operation.spec().type(),
                                Words.of(now.state()),
                                failed ? " " + now.result() : "");
        situation.event(
                draft,
                new EventSpec(severity, "operation_ended", operation.key().toString(), text));
    }
}
