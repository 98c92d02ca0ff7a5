package dev.covey.master.control.operations;

import dev.covey.model.OperationStatus;
import dev.covey.model.OperationStatus.Stage;
import dev.covey.model.OperationStatus.State;
import dev.covey.runtime.control.News;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The status of an operation as it goes on: each method gives the next one. */
record Course(OperationStatus status, Instant now) {
    private static final int LONGEST_LINE = 500;

    /** An attempt that begins. */
    static Course begun(int attempt, List<String> stages, List<String> log, Instant now) {
        List<Stage> all =
                stages.stream()
                        .map(
                                s ->
                                        new Stage(
                                                s,
                                                State.PENDING,
                                                "",
                                                Optional.empty(),
                                                Optional.empty()))
                        .toList();
        return new Course(new OperationStatus(State.RUNNING, attempt, all, log, ""), now);
    }

    Course line(String line) {
        if (line.isBlank()) {
            return this;
        }
        List<String> log = new ArrayList<>(status.log());
        log.add(brief(line));
        return with(status.state(), status.stages(), log, status.result());
    }

    /** On one line, and not too long. */
    private static String brief(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ");
        return clean.substring(0, Math.min(clean.length(), LONGEST_LINE));
    }

    /** What an effect said. */
    Course told(News news, boolean cancelled) {
        return switch (news) {
            case News.Progress(var effect, String stage, String line) -> at(stage).line(line);
            case News.Done(var effect, String result) -> done(result);
            case News.Failed(var effect, var problem) ->
                    ended(cancelled ? State.CANCELLED : State.FAILED, problem.message());
        };
    }

    /** A stage is reached: it runs, and those before it have succeeded. */
    private Course at(String name) {
        int reached = -1;
        for (int i = 0; i < status.stages().size(); i++) {
            reached = status.stages().get(i).name().equals(name) ? i : reached;
        }
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i < status.stages().size(); i++) {
            Stage stage = status.stages().get(i);
            State state =
                    i < reached ? State.SUCCEEDED : i == reached ? State.RUNNING : stage.state();
            stages.add(to(stage, state, ""));
        }
        return with(status.state(), stages, status.log(), status.result());
    }

    private Course done(String result) {
        List<Stage> stages =
                status.stages().stream().map(s -> to(s, State.SUCCEEDED, s.message())).toList();
        return with(State.SUCCEEDED, stages, status.log(), result);
    }

    /** Ended before its time: the stage that ran says why. */
    Course ended(State state, String why) {
        List<Stage> stages =
                status.stages().stream()
                        .map(s -> s.state() == State.RUNNING ? to(s, state, why) : s)
                        .toList();
        return with(state, stages, status.log(), brief(why)).line(why);
    }

    private Stage to(Stage stage, State state, String message) {
        if (stage.state() == state) {
            return stage;
        }
        Optional<Instant> started = stage.startedAt().or(() -> Optional.of(now));
        Optional<Instant> ended = state.ended() ? Optional.of(now) : Optional.empty();
        return new Stage(stage.name(), state, message, started, ended);
    }

    private Course with(State state, List<Stage> stages, List<String> log, String result) {
        return new Course(new OperationStatus(state, status.attempt(), stages, log, result), now);
    }
}
