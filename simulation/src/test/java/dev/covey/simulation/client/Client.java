package dev.covey.simulation.client;

import dev.covey.master.command.Actor;
import dev.covey.master.command.Asked;
import dev.covey.master.command.Command;
import dev.covey.master.command.Done;
import dev.covey.model.Permission;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.runtime.store.Standing;
import dev.covey.simulation.chronicle.Chronicle;
import dev.covey.simulation.chronicle.Names;
import dev.covey.simulation.master.Master;
import dev.covey.simulation.network.Network;
import dev.covey.simulation.time.NodeProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who asks masters. A master that stands by passes requests on to the active one, as the
 * API does. For one thread.
 */
public final class Client {

    private static final Duration HOP = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Actor ACTOR = new Actor("admin:ada", Permission.ADMIN);

    /** A master at work. */
    public record Office(NodeProcess process, Master master) {}

    /** What it lives in. */
    public record Surroundings(
            Network network,
            Chronicle chronicle,
            Names names,
            Function<String, Optional<Office>> offices,
            Consumer<Throwable> faults) {}

    /**
     * A request.
     *
     * @param id under which it is done once
     * @param via the master that is asked
     * @param words what is asked for
     */
    public record Request(String id, String via, String words, Command command) {}

    private final Surroundings in;

    /** Somebody who has not asked for anything yet. */
    public Client(Surroundings in) {
        this.in = in;
    }

    /** What became of a request, as far as its sender knows. */
    public sealed interface Result {
        /** It was done. */
        record Made(Done done) implements Result {}

        /** It was refused, and nothing was done. */
        record Refused(Problem problem) implements Result {}

        /** It may have been done. */
        record Unknown(String why) implements Result {}
    }

    private final class Call {
        private final Request request;
        private final Consumer<Result> then;
        private boolean over;

        Call(Request request, Consumer<Result> then) {
            this.request = request;
            this.then = then;
        }

        void end(Result result) {
            if (!over) {
                over = true;
                in.chronicle().say("admin", request.words() + ": " + shown(result));
                then.accept(result);
            }
        }

        void begin() {
            in.chronicle()
                    .say(
                            "admin",
                            "asks %s to %s (%s)"
                                    .formatted(request.via(), request.words(), request.id()));
            in.network()
                    .agenda()
                    .after(LONGEST, "admin", () -> end(new Result.Unknown("no answer")));
            later(() -> arrive(request.via(), "admin", true));
        }

        private void later(Runnable what) {
            in.network().agenda().after(HOP, "admin", what);
        }

        private void arrive(String at, String from, boolean mayPassOn) {
            Optional<Office> office = in.offices().apply(at);
            if (!in.network().joined(from, at)) {
                return;
            }
            if (office.isEmpty()) {
                answer(at, from, new Result.Refused(unavailable(at + " does not answer")));
                return;
            }
            office.get().process().enter(() -> serve(office.get(), at, from, mayPassOn));
        }

        private void serve(Office office, String at, String from, boolean mayPassOn) {
            Standing standing = office.master().store().standing();
            if (standing.isActive()) {
                run(office, at, from);
            } else if (mayPassOn && standing.leader().isPresent()) {
                String leader = standing.leader().get();
                later(() -> arrive(leader, at, false));
            } else {
                answer(at, from, new Result.Refused(unavailable("there is no active master")));
            }
        }

        private void run(Office office, String at, String from) {
            Asked asked = new Asked(request.id(), request.words().getBytes(StandardCharsets.UTF_8));
            office.master()
                    .commands()
                    .run(ACTOR, asked, request.command())
                    .whenComplete((done, failure) -> ended(at, from, done, failure));
        }

        private void ended(
                String at, String from, @Nullable Done done, @Nullable Throwable failure) {
            try {
                answer(at, from, result(done, failure));
            } catch (RuntimeException e) {
                in.faults().accept(e);
            }
        }

        private void answer(String at, String from, Result result) {
            later(
                    () -> {
                        if (in.network().open(at, from)) {
                            end(result);
                        }
                    });
        }
    }

    /** Asks; returns at once, and tells later what became of it. */
    public void ask(Request request, Consumer<Result> then) {
        new Call(request, then).begin();
    }

    private static Problem unavailable(String why) {
        return new Problem.Unavailable(
                "Expected an active master, but " + why + ".", Duration.ofSeconds(1));
    }

    private static Result result(@Nullable Done done, @Nullable Throwable failure) {
        if (done != null) {
            return new Result.Made(done);
        }
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ProblemException refusal) {
            return refusal.problem() instanceof Problem.Unknown
                    ? new Result.Unknown(refusal.problem().message())
                    : new Result.Refused(refusal.problem());
        }
        throw new IllegalStateException("a command failed", cause);
    }

    private String shown(Result result) {
        return switch (result) {
            case Result.Made(var done) -> done.repeated() ? "was done before" : "done";
            case Result.Refused(var problem) -> "refused: " + in.names().in(problem.message());
            case Result.Unknown(var why) -> "unknown: " + why;
        };
    }
}
