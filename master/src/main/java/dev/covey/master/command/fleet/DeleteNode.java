package dev.covey.master.command.fleet;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Expect;
import dev.covey.master.command.Moment;
import dev.covey.model.InboundSpec;
import dev.covey.model.InboundStatus;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.resource.Resources;
import java.util.List;
import java.util.OptionalLong;

/**
 * Removes a node for ever, with its inbounds. Its key is no longer pinned, so nobody lets it in,
 * and its id is not given out again. The last master cannot be removed.
 *
 * @param node id or name
 * @param revision that the caller has read, if it says
 */
public record DeleteNode(String node, OptionalLong revision) implements Command {

    private static final int MOST_AT_ONCE = 30;

    @Override
    public Kind kind() {
        return Kind.NODE;
    }

    @Override
    public String verb() {
        return "delete";
    }

    @Override
    public Drafted draft(Moment moment) {
        Resources resources = moment.resources();
        Resource<NodeSpec, NodeStatus> old = resources.find(Type.NODE, node);
        Expect.revision(old, revision);
        check(resources, old);
        List<Resource<InboundSpec, InboundStatus>> inbounds = inbounds(resources, old.id());
        Draft draft = moment.draft();
        inbounds.stream().limit(MOST_AT_ONCE).forEach(draft::delete);
        String detail = "name " + old.name() + ", inbounds " + inbounds.size();
        if (inbounds.size() > MOST_AT_ONCE) {
            return Drafted.of(draft, old.key(), detail).part();
        }
        draft.delete(old)
                .expectUnchanged(Key.specPrefix(Kind.INBOUND))
                .expectUnchanged(Key.specPrefix(Kind.NODE));
        return Drafted.of(draft, old.key(), detail);
    }

    /** Refuses what must not be removed. */
    public static void check(Resources resources, Resource<NodeSpec, NodeStatus> node) {
        Expect.unlocked(resources);
        boolean another =
                resources.list(Type.NODE).stream()
                        .anyMatch(n -> n.spec().master() && !n.id().equals(node.id()));
        if (node.spec().master() && !another) {
            throw Expect.conflict(
                    "last_master",
                    "Expected another master to remain, but '"
                            + node.name()
                            + "' is the last. Join another master first.");
        }
    }

    /** The inbounds that go with a node. */
    public static List<Resource<InboundSpec, InboundStatus>> inbounds(
            Resources resources, String node) {
        return resources.list(Type.INBOUND).stream()
                .filter(i -> i.spec().node().equals(node))
                .toList();
    }
}
