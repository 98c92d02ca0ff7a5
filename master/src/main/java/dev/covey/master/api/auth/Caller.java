package dev.covey.master.api.auth;

import dev.covey.master.command.Actor;
import dev.covey.model.Permission;
import java.util.Optional;

/**
 * Someone who is known.
 *
 * @param session how a browser is known
 * @param forwarded true if another master asks on the actor's behalf
 */
public record Caller(Actor actor, Optional<Session> session, boolean forwarded) {

    /**
     * A browser's session.
     *
     * @param id hex SHA-256 of the cookie's value
     * @param admin id of the administrator
     * @param mustChangePassword true until a given password was replaced
     */
    public record Session(String id, String admin, boolean mustChangePassword) {}

    /** True if it may change things. */
    public boolean isAdmin() {
        return actor.permission() == Permission.ADMIN;
    }
}
