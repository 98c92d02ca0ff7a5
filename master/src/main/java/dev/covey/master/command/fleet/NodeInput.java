package dev.covey.master.command.fleet;

import dev.covey.master.command.Labels;
import dev.covey.model.NodeSpec;
import java.util.Optional;

/** What may be changed of a node; what is absent stays. */
public record NodeInput(
        Optional<String> name,
        Optional<String> zone,
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
                Optional.of(availability),
                Labels.UNCHANGED);
    }

    NodeSpec of(NodeSpec was) {
        return new NodeSpec(
                was.roles(),
                zone.orElse(was.zone()),
                was.links(),
                publicAddress.orElse(was.publicAddress()),
                was.ports(),
                was.keyPin(),
                availability.orElse(was.availability()),
                coefficientMilli.orElse(was.coefficientMilli()));
    }
}
