package dev.covey.master.command.fleet;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Expect;
import dev.covey.master.command.Moment;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Meta;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.model.json.Words;
import dev.covey.runtime.resource.Draft;
import java.util.OptionalLong;

/**
 * Changes a node.
 *
 * @param node id or name
 * @param revision that the caller has read, if it says
 */
public record ChangeNode(String node, OptionalLong revision, NodeInput input) implements Command {

    @Override
    public Kind kind() {
        return Kind.NODE;
    }

    @Override
    public String verb() {
        return "update";
    }

    @Override
    public Drafted draft(Moment moment) {
        Resource<NodeSpec, NodeStatus> old = moment.resources().find(Type.NODE, node);
        Expect.revision(old, revision);
        Expect.unlocked(moment.resources());
        NodeSpec spec = input.of(old.spec());
        if (!spec.links().equals(old.spec().links())) {
            Place.mustBeFree(moment.resources(), old.id(), spec);
        }
        Meta next = input.labels().of(old.meta().named(input.name().orElse(old.name())));
        Draft draft = moment.draft();
        if (!spec.equals(old.spec()) || !next.equals(old.meta())) {
            draft.update(old, next.next(), spec);
        }
        if (!spec.links().equals(old.spec().links())) {
            draft.expectUnchanged(Key.specPrefix(Kind.NODE));
        }
        return Drafted.of(
                draft,
                old.key(),
                "name " + next.name() + ", availability " + Words.of(spec.availability()));
    }
}
