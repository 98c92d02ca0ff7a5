package dev.covey.master.command.fleet;

import dev.covey.master.command.Expect;
import dev.covey.model.Link;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Resources;
import java.util.Optional;

/** Where nodes are reached: never two at one place. */
final class Place {

    private Place() {}

    /**
     * Refuses addresses of which another node has one, unless the machines are told apart by ports.
     *
     * @param self the node that is to have them; its own do not stand in its way
     */
    static void mustBeFree(Resources resources, String self, NodeSpec wanted) {
        for (Resource<NodeSpec, NodeStatus> node : resources.list(Type.NODE)) {
            boolean apart =
                    node.id().equals(self)
                            || node.spec().ports().agents() != wanted.ports().agents();
            Optional<Link> shared = apart ? Optional.empty() : shared(wanted, node.spec());
            if (shared.isPresent()) {
                throw Expect.conflict(
                        "address_taken",
                        "Expected the address %s to be free, but node '%s' has it."
                                        .formatted(shared.get().address(), node.name())
                                + " Remove that node, or give another address or port base.");
            }
        }
    }

    private static Optional<Link> shared(NodeSpec wanted, NodeSpec there) {
        return wanted.links().stream()
                .filter(
                        link ->
                                there.links().stream()
                                        .anyMatch(l -> l.address().equals(link.address())))
                .findFirst();
    }
}
