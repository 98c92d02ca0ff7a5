package dev.covey.master.command.fleet;

import dev.covey.model.Link;
import dev.covey.model.NodeSpec;
import dev.covey.model.Ports;
import dev.covey.model.Role;
import java.util.List;
import java.util.Set;

/**
 * A machine that wants to join, as it describes itself.
 *
 * @param id that it will have
 * @param name empty for one made of its id
 * @param keyPin of the key whose possession it has shown
 */
public record Joiner(
        String id,
        String name,
        Set<Role> roles,
        String zone,
        List<Link> links,
        String publicAddress,
        Ports ports,
        String keyPin) {

    public Joiner {
        roles = Set.copyOf(roles);
        links = List.copyOf(links);
    }

    /** The node that it becomes; what makes no sense is refused. */
    public NodeSpec spec() {
        return new NodeSpec(
                roles,
                zone,
                links,
                publicAddress,
                ports,
                keyPin,
                NodeSpec.Availability.ACTIVE,
                1000);
    }
}
