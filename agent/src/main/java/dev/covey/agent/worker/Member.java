package dev.covey.agent.worker;

import dev.covey.wire.v1.UserItem;
import java.util.List;

/**
 * A user as this node knows it. Prints without the credential.
 *
 * @param routes ids; empty for every inbound
 * @param expiresAtMillis cluster time; 0 for never
 */
record Member(long number, String credential, List<String> routes, long expiresAtMillis) {

    Member {
        routes = List.copyOf(routes);
    }

    static Member of(UserItem item) {
        return new Member(
                item.getNumber(),
                item.getCredential(),
                item.getRoutesList(),
                item.getExpiresAtMillis());
    }

    boolean mayUse(String route) {
        return routes.isEmpty() || routes.contains(route);
    }

    boolean expired(long clusterMillis) {
        return expiresAtMillis != 0 && expiresAtMillis <= clusterMillis;
    }

    @Override
    public String toString() {
        return "Member[" + number + "]";
    }
}
