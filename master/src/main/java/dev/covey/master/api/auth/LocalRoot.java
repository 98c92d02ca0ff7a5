package dev.covey.master.api.auth;

import dev.covey.master.api.http.Request;
import dev.covey.master.command.Actor;
import dev.covey.model.Permission;
import dev.covey.pki.Digest;
import java.util.Optional;

/**
 * Root on this master, who needs no login: it proves itself with a token from a file that only root
 * can read, over loopback.
 *
 * @param token made anew at each start
 * @param node this master's name
 */
public record LocalRoot(String token, String node) {

    /** The actor, if this is root's token and it comes from this machine. */
    Optional<Actor> recognise(Request request, String given) {
        return Digest.same(token, given) && request.peer().address().isLoopbackAddress()
                ? Optional.of(new Actor("root@" + node, Permission.ADMIN))
                : Optional.empty();
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "LocalRoot[" + node + "]";
    }
}
