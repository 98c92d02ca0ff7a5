package dev.covey.master.api.auth;

import dev.covey.master.api.http.Request;
import dev.covey.master.command.Actor;
import dev.covey.model.Permission;
import dev.covey.pki.Digest;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Root on this master, who needs no login: it proves itself with a token from a file that only root
 * can read, over loopback or, where this master listens at one address only, from that address.
 *
 * @param token made anew at each start
 * @param node this master's name
 * @param listen where this master listens
 */
public record LocalRoot(String token, String node, InetAddress listen) {

    /** The actor, if this is root's token and it comes from this machine. */
    Optional<Actor> recognise(Request request, String given) {
        InetAddress from = request.peer().address();
        return Digest.same(token, given) && (from.isLoopbackAddress() || from.equals(listen))
                ? Optional.of(new Actor("root@" + node, Permission.ADMIN))
                : Optional.empty();
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "LocalRoot[" + node + "]";
    }
}
