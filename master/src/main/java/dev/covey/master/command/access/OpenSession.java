package dev.covey.master.command.access;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Moment;
import dev.covey.model.AdminSpec;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Meta;
import dev.covey.model.NoStatus;
import dev.covey.model.Resource;
import dev.covey.model.SessionSpec;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Draft;
import java.time.Duration;
import java.time.Instant;

/**
 * Opens a session of an administrator whose password was checked. Sessions that have expired go.
 *
 * @param admin whose password was checked, as it was then
 * @param id hex SHA-256 of the cookie's value
 */
public record OpenSession(Resource<AdminSpec, NoStatus> admin, String id, String csrfHash)
        implements Command {

    /** How long a session lasts. */
    public static final Duration LIFE = Duration.ofHours(24);

    private static final int MOST_CLEARED = 50;

    @Override
    public Kind kind() {
        return Kind.SESSION;
    }

    @Override
    public String verb() {
        return "open";
    }

    @Override
    public Drafted draft(Moment moment) {
        Instant expires = moment.now().plus(LIFE);
        Draft draft = moment.draft();
        draft.expect(admin.key().specRow(), admin.revision());
        draft.create(
                Meta.first(id, admin.name(), moment.now()),
                new SessionSpec(admin.id(), csrfHash, expires));
        moment.resources().list(Type.SESSION).stream()
                .filter(s -> !s.spec().expiresAt().isAfter(moment.now()) && !s.id().equals(id))
                .limit(MOST_CLEARED)
                .forEach(draft::delete);
        return Drafted.of(draft, new Key(Kind.SESSION, id), "admin " + admin.name());
    }

    /** Never the hashes. */
    @Override
    public String toString() {
        return "OpenSession[" + admin.name() + "]";
    }
}
