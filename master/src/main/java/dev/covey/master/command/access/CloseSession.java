package dev.covey.master.command.access;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Moment;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Draft;

/**
 * Ends a session.
 *
 * @param id hex SHA-256 of the cookie's value
 */
public record CloseSession(String id) implements Command {

    @Override
    public Kind kind() {
        return Kind.SESSION;
    }

    @Override
    public String verb() {
        return "close";
    }

    @Override
    public Drafted draft(Moment moment) {
        Draft draft = moment.draft();
        moment.resources().get(Type.SESSION, id).ifPresent(draft::delete);
        return Drafted.of(draft, new Key(Kind.SESSION, id), "signed out");
    }
}
