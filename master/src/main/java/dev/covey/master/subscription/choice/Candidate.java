package dev.covey.master.subscription.choice;

import dev.covey.master.subscription.profile.Target;
import dev.covey.model.InboundSpec;
import dev.covey.model.InboundStatus;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Resource;

/**
 * One inbound of a route.
 *
 * @param inbound its id
 * @param node the id of its node
 * @param name the inbound's name
 * @param coefficientMilli of the node: how much heavier than on others a byte weighs here
 * @param live whether users are given it
 */
public record Candidate(
        String inbound,
        String node,
        String name,
        Target target,
        int coefficientMilli,
        boolean live) {

    static Candidate of(
            Resource<InboundSpec, InboundStatus> inbound, Resource<NodeSpec, NodeStatus> node) {
        return new Candidate(
                inbound.id(),
                node.id(),
                inbound.name(),
                Target.of(node.spec(), inbound.spec()),
                node.spec().coefficientMilli(),
                serves(inbound) && carries(node));
    }

    private static boolean serves(Resource<InboundSpec, InboundStatus> inbound) {
        return inbound.status().filter(s -> s.state() == InboundStatus.State.ACTIVE).isPresent();
    }

    private static boolean carries(Resource<NodeSpec, NodeStatus> node) {
        return node.spec().worker()
                && node.spec().availability() == NodeSpec.Availability.ACTIVE
                && node.status().filter(s -> s.state() == NodeStatus.State.READY).isPresent();
    }
}
