package dev.covey.master.control.membership;

import dev.covey.model.EventSpec;
import dev.covey.model.EventSpec.Severity;
import dev.covey.model.InboundSpec;
import dev.covey.model.InboundStatus;
import dev.covey.model.JoinStringStatus;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.runtime.control.Plan;
import dev.covey.runtime.control.Situation;
import dev.covey.runtime.resource.Draft;
import java.time.Duration;
import java.util.List;

/**
 * Undoes a join whose machine was let in and never came: its node goes, with the inbounds planned
 * for it, and its join string may be used once more.
 */
final class Abandonment {
    /** How long a machine may take from being let in to its agent's first word. */
    static final Duration WITHIN = Duration.ofMinutes(10);

    private static final int MOST_INBOUNDS = 30;

    private Abandonment() {}

    /**
     * Whether it is time, by both clocks: so that neither a step of cluster time nor a time without
     * masters takes it away.
     *
     * @param silence in nanoseconds, counted from the reign's beginning at the earliest
     */
    static boolean isDue(Resource<NodeSpec, NodeStatus> node, long silence, Situation situation) {
        return silence >= WITHIN.toNanos()
                && node.status()
                        .filter(s -> s.state() == NodeStatus.State.JOINING)
                        .filter(s -> !situation.time().isBefore(s.since().plus(WITHIN)))
                        .isPresent();
    }

    /** The node goes. */
    static Plan plan(Resource<NodeSpec, NodeStatus> node, Situation situation) {
        Draft draft = situation.draft();
        List<Resource<InboundSpec, InboundStatus>> inbounds =
                situation.resources().list(Type.INBOUND).stream()
                        .filter(i -> i.spec().node().equals(node.id()))
                        .toList();
        inbounds.stream().limit(MOST_INBOUNDS).forEach(draft::delete);
        if (inbounds.size() > MOST_INBOUNDS) {
            return Plan.of(draft, node.name() + " never came").lookingAgain(Duration.ZERO);
        }
        draft.delete(node);
        situation.resources().list(Type.JOIN_STRING).stream()
                .filter(s -> s.status().filter(u -> u.usedBy().contains(node.id())).isPresent())
                .forEach(s -> draft.status(s.key(), without(node.id(), s.status().orElseThrow())));
        String text =
                ("Node '%s' was let in and not heard from within %d minutes, so it was taken off"
                                + " the list. Repeat its join.")
                        .formatted(node.name(), WITHIN.toMinutes());
        situation.event(
                draft,
                new EventSpec(Severity.WARNING, "node_abandoned", node.key().toString(), text));
        return Plan.of(draft, node.name() + " never came");
    }

    private static JoinStringStatus without(String node, JoinStringStatus status) {
        return new JoinStringStatus(
                status.usedBy().stream().filter(id -> !id.equals(node)).toList());
    }
}
