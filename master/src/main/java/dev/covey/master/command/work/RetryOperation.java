package dev.covey.master.command.work;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Expect;
import dev.covey.master.command.Moment;
import dev.covey.model.Kind;
import dev.covey.model.OperationSpec;
import dev.covey.model.OperationStatus;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.model.json.Words;

/**
 * Tries an operation again that has failed or was cancelled.
 *
 * @param operation id or name
 */
public record RetryOperation(String operation) implements Command {

    @Override
    public Kind kind() {
        return Kind.OPERATION;
    }

    @Override
    public String verb() {
        return "retry";
    }

    @Override
    public Drafted draft(Moment moment) {
        Resource<OperationSpec, OperationStatus> old =
                moment.resources().find(Type.OPERATION, operation);
        OperationStatus.State state =
                old.status()
                        .filter(s -> s.attempt() == old.spec().attempt())
                        .map(OperationStatus::state)
                        .orElse(OperationStatus.State.PENDING);
        if (state != OperationStatus.State.FAILED && state != OperationStatus.State.CANCELLED) {
            throw Expect.conflict(
                    "not_failed",
                    "Expected an operation that has failed, but '%s' is %s. Wait for its end."
                            .formatted(old.name(), Words.of(state)));
        }
        OperationSpec was = old.spec();
        OperationSpec spec =
                new OperationSpec(
                        was.type(),
                        was.subject(),
                        was.actor(),
                        was.parameters(),
                        was.attempt() + 1,
                        false);
        return Drafted.of(moment.draft().update(old, spec), old.key(), "attempt " + spec.attempt());
    }
}
