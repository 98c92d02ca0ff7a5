package dev.covey.runtime.control;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Carries out effects. What it does must be idempotent or conditional, because the next leader may
 * repeat it.
 */
@FunctionalInterface
public interface Effector {
    /**
     * Starts an effect; does not block.
     *
     * @return what came of it, in a few words; a {@link ProblemException} for a refusal
     */
    CompletionStage<String> start(Effect effect, Scope scope);

    /** An effector that does its work on threads of its own and may block them. */
    static Effector blocking(Executor threads, Blocking work) {
        return (effect, scope) -> {
            CompletableFuture<String> end = new CompletableFuture<>();
            threads.execute(
                    () -> {
                        try {
                            end.complete(work.carryOut(effect, scope));
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                            end.completeExceptionally(e);
                        } catch (Exception e) {
                            end.completeExceptionally(e);
                        }
                    });
            return end;
        };
    }

    /** Work that may block. */
    @FunctionalInterface
    interface Blocking {
        /**
         * Does it and says what came of it. Must call {@link Scope#confirmNow()} before each step
         * that others can see.
         */
        String carryOut(Effect effect, Scope scope) throws Exception;
    }

    /** What a failure is called. */
    static Problem problem(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null
                && (cause instanceof java.util.concurrent.CompletionException
                        || cause instanceof java.util.concurrent.ExecutionException)) {
            cause = cause.getCause();
        }
        if (cause instanceof ProblemException refusal) {
            return refusal.problem();
        }
        String text =
                cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new Problem.Failed("effect_failed", text);
    }
}
