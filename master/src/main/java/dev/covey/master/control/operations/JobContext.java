package dev.covey.master.control.operations;

import dev.covey.model.OperationSpec;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Type;
import dev.covey.runtime.control.Scope;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.store.Store;

/** What a running job may ask and tell. For the job's thread. */
public final class JobContext {
    private final String operation;
    private final OperationSpec spec;
    private final Scope scope;
    private final Store store;
    private String stage = "";

    JobContext(OperationEffect effect, Scope scope, Store store) {
        this.operation = effect.operation();
        this.spec = effect.spec();
        this.scope = scope;
        this.store = store;
    }

    /** The id of the operation. */
    public String operation() {
        return operation;
    }

    /** What was asked for. */
    public OperationSpec spec() {
        return spec;
    }

    /** The reign and its end. */
    public Scope scope() {
        return scope;
    }

    /** What the store says now. */
    public Resources resources() {
        return new Resources(store.view());
    }

    /** Begins a stage; the one before has succeeded. Ends the job if it was cancelled. */
    public void stage(String name) throws InterruptedException {
        stage = name;
        step();
        scope.tell(name, "");
    }

    /** Adds a line without secrets to the log. */
    public void log(String line) {
        scope.tell(stage, line);
    }

    /**
     * To be called before each step that others can see: ends the job if it was cancelled, or if
     * this master no longer leads.
     */
    public void step() throws InterruptedException {
        boolean cancelled =
                resources()
                        .get(Type.OPERATION, operation)
                        .map(o -> o.spec().cancelled() || o.spec().attempt() != spec.attempt())
                        .orElse(true);
        if (cancelled) {
            throw new ProblemException(
                    new Problem.Conflict("cancelled", "The operation was cancelled."));
        }
        scope.confirmNow();
    }
}
