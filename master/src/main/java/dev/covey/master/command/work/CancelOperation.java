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
import dev.covey.runtime.resource.Draft;

/**
 * Asks an operation to stop; it does so before its next step.
 *
 * @param operation id or name
 */
public record CancelOperation(String operation) implements Command {

    @Override
    public Kind kind() {
        return Kind.OPERATION;
    }

    @Override
    public String verb() {
        return "cancel";
    }

    @Override
    public Drafted draft(Moment moment) {
        Resource<OperationSpec, OperationStatus> old =
                moment.resources().find(Type.OPERATION, operation);
        OperationSpec was = old.spec();
        boolean ended =
                old.status()
                        .filter(s -> s.attempt() == was.attempt())
                        .map(s -> s.state().ended())
                        .orElse(false);
        if (ended) {
            throw Expect.conflict(
                    "ended",
                    "Expected an operation that runs, but '" + old.name() + "' has ended.");
        }
        Draft draft = moment.draft();
        if (!was.cancelled()) {
            draft.update(
                    old,
                    new OperationSpec(
                            was.type(),
                            was.subject(),
                            was.actor(),
                            was.parameters(),
                            was.attempt(),
                            true));
        }
        return Drafted.of(draft, old.key(), was.type() + " " + was.subject());
    }
}
