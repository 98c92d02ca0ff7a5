package dev.covey.master.provision;

import dev.covey.model.Check;

/**
 * A server to log in to.
 *
 * @param user whom to log in as; root, or one that may use sudo
 */
public record Server(String host, int port, String user) {

    public Server {
        Check.host("server.host", host);
        Check.port("server.port", port);
        Check.that(user.matches("[a-z_][a-zA-Z0-9._-]{0,31}"), "server.user", "a user name", user);
    }

    @Override
    public String toString() {
        return user + "@" + host + (port == 22 ? "" : ":" + port);
    }
}
