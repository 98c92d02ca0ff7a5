package dev.covey.master.dispatch;

import java.util.List;

/**
 * What makes an access group: users with the same allowed routes share everything but their
 * credentials.
 *
 * @param routes ids, ascending; empty for every inbound
 */
record Access(List<String> routes) {
    Access {
        routes = routes.stream().sorted().distinct().toList();
    }

    /** Whether these users may use a node at all. */
    boolean reaches(NodeSet node) {
        return routes.isEmpty()
                ? !node.inbounds().isEmpty()
                : routes.stream().anyMatch(node.routes()::contains);
    }
}
