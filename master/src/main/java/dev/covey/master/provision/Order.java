package dev.covey.master.provision;

import dev.covey.model.Endpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What is to be installed where.
 *
 * @param hostKey fingerprint that the server must show
 * @param name of the node; empty for the server's host name
 * @param zone of the node; empty for none
 * @param bundle the self-contained package, a gzipped tar archive of one folder {@code covey}
 * @param digest SHA-256 of the package, hex
 * @param version of Covey in the package
 * @param masters what the server must be able to reach, at least one of them
 * @param joinString makes a fresh one-time join string for the node's roles
 * @param ready whether the node with this id reports to the cluster
 */
public record Order(
        Server server,
        String hostKey,
        Login login,
        String name,
        String zone,
        Path bundle,
        String digest,
        String version,
        List<Endpoint> masters,
        Supplier<String> joinString,
        Predicate<String> ready) {

    public Order {
        masters = List.copyOf(masters);
    }

    @Override
    public String toString() {
        return "Order[" + server + "]";
    }
}
