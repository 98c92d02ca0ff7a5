package dev.covey.master.control.operations;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.runtime.control.Effector;
import dev.covey.runtime.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The jobs that this version can do. Immutable. */
public final class Jobs {
    private final Map<String, Job> byType;

    /** Jobs of different types. */
    public Jobs(List<Job> jobs) {
        this.byType = jobs.stream().collect(Collectors.toMap(Job::type, Function.identity()));
    }

    /** The job for a type of operation. */
    public Optional<Job> of(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** Carries operations out, each on a thread of its own. */
    public Effector effector(Executor threads, Store store) {
        return Effector.blocking(
                threads,
                (effect, scope) -> {
                    OperationEffect operation = (OperationEffect) effect;
                    Job job =
                            of(operation.spec().type())
                                    .orElseThrow(() -> unknown(operation.spec().type()));
                    return job.run(new JobContext(operation, scope, store));
                });
    }

    private static ProblemException unknown(String type) {
        return new ProblemException(
                new Problem.Conflict(
                        "unknown_type", "This version cannot carry out '" + type + "'."));
    }
}
