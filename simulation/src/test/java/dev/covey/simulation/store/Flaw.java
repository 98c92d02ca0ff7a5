package dev.covey.simulation.store;

import dev.covey.kv.Command;
import dev.covey.kv.Op;
import dev.covey.kv.Request;
import dev.covey.kv.Space;
import java.util.List;

/** A mistake that is planted in every master's writes, to see that the checks find it. */
public enum Flaw {
    /** All is as it should be. */
    NONE,

    /** Writes do not say in which epoch they were decided. */
    NO_EPOCHS,

    /** Writes are applied as often as they arrive. */
    NO_REQUEST_IDS,

    /** Writes do not say what they rest on. */
    NO_CONDITIONS;

    /** The request as it is sent. */
    Request on(Request request) {
        return switch (this) {
            case NONE -> request;
            case NO_EPOCHS -> new Request(request.id(), null, request.origin(), request.command());
            case NO_REQUEST_IDS ->
                    new Request(null, request.epoch(), request.origin(), request.command());
            case NO_CONDITIONS ->
                    new Request(
                            request.id(),
                            request.epoch(),
                            request.origin(),
                            unconditional(request.command()));
        };
    }

    private static Command unconditional(Command command) {
        return command instanceof Command.Execute(Space space, Op.Txn(var _, var success, var _))
                ? new Command.Execute(space, new Op.Txn(List.of(), success, List.of()))
                : command;
    }
}
