package dev.covey.master.command.fleet;

import dev.covey.master.command.Labels;
import dev.covey.model.Link;
import dev.covey.model.NodeSpec;
import java.util.List;
import java.util.Optional;

/**
 * What may be changed of a node; what is absent stays.
 *
 * @param links all of them, in place of those there were
 */
public record NodeInput(
        Optional<String> name,
        Optional<String> zone,
        Optional<List<Link>> links,
        Optional<String> publicAddress,
        Optional<Integer> coefficientMilli,
        Optional<NodeSpec.Availability> availability,
        Labels labels) {

    /** Only another availability. */
    public static NodeInput of(NodeSpec.Availability availability) {
        return new NodeInput(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(availability),
                Labels.UNCHANGED);
    }

    NodeSpec of(NodeSpec was) {
        return new NodeSpec(
                was.roles(),
                zone.orElse(was.zone()),
                links.orElse(was.links()),
                publicAddress.orElseGet(() -> publicAddress(was)),
                was.ports(),
                was.keyPin(),
                availability.orElse(was.availability()),
                coefficientMilli.orElse(was.coefficientMilli()));
    }

    /** Users follow where they dialled an address that other nodes dialled, too, and that goes. */
    private String publicAddress(NodeSpec was) {
        boolean goes =
                links.isPresent()
                        && dials(was.links(), was.publicAddress())
                        && !dials(links.get(), was.publicAddress());
        return goes ? was.withLinks(links.get()).address() : was.publicAddress();
    }

    private static boolean dials(List<Link> links, String address) {
        return links.stream().anyMatch(link -> link.address().equals(address));
    }
}
