package dev.covey.master.control.operations;

import dev.covey.model.OperationSpec;
import dev.covey.runtime.control.Effect;

/**
 * One attempt at an operation.
 *
 * @param operation its id
 */
public record OperationEffect(String operation, OperationSpec spec) implements Effect {
    static final String PREFIX = "e/operation/";

    @Override
    public String id() {
        return "operation " + operation + " " + spec.attempt();
    }

    @Override
    public String row() {
        return row(operation);
    }

    static String row(String operation) {
        return PREFIX + operation;
    }
}
