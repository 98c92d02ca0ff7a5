package dev.covey.master.command.vpn;

import dev.covey.master.command.Expect;
import dev.covey.model.Check;
import dev.covey.model.InboundSpec;
import dev.covey.model.InboundStatus;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Ports;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Resources;
import java.util.HashMap;
import java.util.Map;

/**
 * Which ports of a node are taken by what Covey knows of; what else runs there only the node knows.
 */
final class PortPlan {

    private final Resource<NodeSpec, NodeStatus> node;
    private final Map<Integer, String> taken = new HashMap<>();

    /**
     * The ports of a node.
     *
     * @param except id of an inbound that is left out; empty for none
     */
    PortPlan(Resources resources, Resource<NodeSpec, NodeStatus> node, String except) {
        this.node = node;
        Ports ports = node.spec().ports();
        if (node.spec().master()) {
            taken.put(ports.https(), "HTTPS");
            taken.put(ports.agents(), "agents");
            taken.put(ports.raft(), "Raft");
        }
        for (Resource<InboundSpec, InboundStatus> inbound : resources.list(Type.INBOUND)) {
            if (inbound.spec().node().equals(node.id()) && !inbound.id().equals(except)) {
                taken.put(inbound.spec().port(), "inbound '" + inbound.name() + "'");
            }
        }
    }

    /** Refuses a port that is taken. */
    int free(int port) {
        Check.port("port", port);
        String by = taken.get(port);
        if (by != null) {
            throw Expect.conflict(
                    "port_taken",
                    "Expected port %d of node '%s' to be free, but %s has it. Choose another."
                            .formatted(port, node.name(), by));
        }
        return port;
    }

    /** The port that the node proposes, or the next free one. */
    int next() {
        int port = node.spec().ports().inbound();
        while (taken.containsKey(port) && port < 65535) {
            port = port < 1024 ? Ports.DEFAULT_BASE + 6 : port + 1;
        }
        return free(port);
    }
}
