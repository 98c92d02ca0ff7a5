package dev.covey.agent.driver.xray;

import dev.covey.agent.host.Flow;
import dev.covey.agent.host.SocketDiag;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends connections in the kernel and remembers whether it can. Safe from any thread. */
final class Cutter {

    private static final Logger LOG = LoggerFactory.getLogger(Cutter.class);

    private final SocketDiag sockets = new SocketDiag();
    private volatile Optional<String> warning = Optional.empty();

    void cut(Collection<Flow> flows) {
        flows.forEach(this::cut);
    }

    void cut(Flow flow) {
        try {
            switch (sockets.end(flow)) {
                case ENDED, GONE -> {}
                case UNSUPPORTED ->
                        warn(
                                "This node's kernel cannot end single connections: a user who is"
                                    + " cut off stays connected until the connection ends. Use a"
                                    + " kernel with CONFIG_INET_DIAG_DESTROY.");
                case FORBIDDEN ->
                        warn(
                                "Covey may not end single connections on this node: a user who is"
                                        + " cut off stays connected until the connection ends. Run"
                                        + " it as root or with CAP_NET_ADMIN.");
            }
        } catch (IOException e) {
            LOG.error("a connection cannot be ended", e);
            warn("Covey cannot end single connections on this node (" + e.getMessage() + ").");
        }
    }

    /** The connections on a local port; empty where the kernel does not say. */
    List<Flow> on(int port) {
        try {
            return sockets.on(port);
        } catch (IOException e) {
            LOG.warn("connections cannot be listed", e);
            return List.of();
        }
    }

    Optional<String> warning() {
        return warning;
    }

    private void warn(String text) {
        warning = Optional.of(text);
    }
}
