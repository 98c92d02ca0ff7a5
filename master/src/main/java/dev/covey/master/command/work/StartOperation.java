package dev.covey.master.command.work;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Moment;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Meta;
import dev.covey.model.OperationSpec;
import java.util.Map;

/**
 * Asks for a long job.
 *
 * @param id that it will have
 * @param type such as {@code node-connect}
 * @param subject what it is about, for people
 * @param parameters never a secret
 */
public record StartOperation(String id, String type, String subject, Map<String, String> parameters)
        implements Command {

    public StartOperation {
        parameters = Map.copyOf(parameters);
    }

    @Override
    public Kind kind() {
        return Kind.OPERATION;
    }

    @Override
    public String verb() {
        return "start";
    }

    @Override
    public Drafted draft(Moment moment) {
        Meta meta = Meta.first(id, type + "-" + id.substring(0, 8), moment.now());
        OperationSpec spec =
                new OperationSpec(type, subject, moment.actor().name(), parameters, 1, false);
        return Drafted.of(
                moment.draft().create(meta, spec),
                new Key(Kind.OPERATION, id),
                type + " " + subject);
    }
}
