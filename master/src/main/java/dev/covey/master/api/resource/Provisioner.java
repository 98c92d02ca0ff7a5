package dev.covey.master.api.resource;

import dev.covey.model.Role;
import java.util.Optional;
import java.util.Set;

/**
 * Brings servers into the cluster over SSH. What it is given to log in with stays in the memory of
 * the active master and is forgotten when it is no longer needed. Safe from any thread.
 */
public interface Provisioner {

    /** The type of its operations. */
    String NODE_CONNECT = "node-connect";

    /**
     * Where to log in, and how.
     *
     * @param password absent if a key is given
     * @param privateKey in OpenSSH or PEM form; absent if a password is given
     * @param hostKey {@code SHA256:…}; absent if the caller does not know it
     */
    record Access(
            String host,
            int port,
            String user,
            Optional<String> password,
            Optional<String> privateKey,
            Optional<String> hostKey) {

        /** Never what opens the server. */
        @Override
        public String toString() {
            return "Access[" + user + "@" + host + ":" + port + "]";
        }
    }

    /**
     * What is to be made.
     *
     * @param name empty for the server's own
     */
    record Request(String name, Set<Role> roles, String zone, Access access) {}

    /**
     * The key that a server shows, {@code SHA256:…}. Blocks for a bounded time.
     *
     * @throws dev.covey.model.ProblemException if it cannot be reached
     */
    String hostKey(String host, int port);

    /** Keeps what an operation needs to log in; from then on its next attempt may use it. */
    void remember(String operation, Access access);
}
